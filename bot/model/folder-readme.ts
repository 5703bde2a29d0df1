/** The page that lies in the folder, for whoever finds it. */
export const folderReadme = `# 代答文件夹 · Answering in the place of a model

## 中文

决算机器人把它要问语言模型的问题写在这个文件夹里，每个问题一个文件；由谁来答都可以：人、脚本或别的模型。

1. 打开一个 \`名称.request.json\`。\`messages\` 是要读的全部内容，\`schema\` 是回答须符合的 JSON Schema。
   \`purpose\` 说明用途（plan：拟定查询计划；repair：改正上一次的计划；prose：一句说明），\`subject\` 是所问的问题。
2. 把回答（模型会说的原文）写入同名的 \`名称.reply.json\`，不是 JSON 的写入 \`名称.reply.txt\`，编码为 UTF-8，不超过 1 MB。
3. 机器人可能正在等待：请先写入别的文件名，写完后再改名，以免只读到一半。
4. 再问同样的问题，名称不变，会直接读取已有的回答；要改答案，改写文件即可，要重新回答，删除它即可。

没有回答的问题，机器人按没有模型时的方式处理。这样得到的回答不算模型的成绩。

## English

The Juesuan bot writes into this folder what it would ask a language model, one file for each request. Anyone may answer: a
person, a script, another model.

1. Open a \`NAME.request.json\`. \`messages\` is all there is to read; \`schema\` is the JSON Schema that the answer must keep to.
   \`purpose\` says what it is for (plan: make the plan of a query; repair: correct the last plan; prose: a sentence),
   \`subject\` which question it is about.
2. Write the answer, as the model would say it, to \`NAME.reply.json\` beside it, or to \`NAME.reply.txt\` where it is no JSON;
   in UTF-8, at most 1 MB.
3. The bot may be waiting: write under another name and rename the file when it is whole, so that nobody reads half of it.
4. The same request has the same name when it is asked again, and its answer is read at once. To change an answer write the
   file anew; to be asked again delete it.

A request without an answer is treated as if there were no model. Answers given in this way are not counted as a model's.
`
