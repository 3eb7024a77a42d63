import type { Page } from 'playwright-core';

/** The addresses that `page`, its frames and workers ask for outside 127.0.0.1: a list that grows. */
export function outsideRequests(page: Page): readonly string[] {
  const found: string[] = [];
  const note = (address: string) => {
    const { protocol, hostname } = new URL(address);
    if (/^(https?|wss?):$/.test(protocol) && hostname !== '127.0.0.1') found.push(address);
  };
  page.on('request', (request) => note(request.url()));
  page.on('websocket', (socket) => note(socket.url()));
  return found;
}
