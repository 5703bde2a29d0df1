# The bot in a container. There is no build step: the program runs as it stands here, with the Node that npm installs.
#
#   docker build -t juesuan .
#   docker run -d --name juesuan --env-file .env --env DATA_DIR=/data -v juesuan:/data --stop-timeout 30 --restart on-failure juesuan
FROM node:24-bookworm-slim

WORKDIR /juesuan
COPY package.json package-lock.json ./
RUN npm ci --omit=dev && npm cache clean --force
COPY bot ./bot
COPY db ./db
COPY prompts ./prompts
COPY seed ./seed

# Documents, store, words and what the bot remembers: all that must outlive the container.
ENV DATA_DIR=/data
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node

# Only for requests over HTTP; Socket Mode needs no port.
EXPOSE 3000

HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
  CMD ["node_modules/.bin/node", "bot/commands/health.ts"]

# Not by way of npm, so that the signal to stop reaches the program.
CMD ["node_modules/.bin/node", "bot/commands/start.ts"]
