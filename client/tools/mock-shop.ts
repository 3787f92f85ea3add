/** Vite plugin of `npm run dev:mock`: answers /api from the test fixtures and /pictures from the backend's folder. */
import { createReadStream, existsSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { getResponse, type RequestHandler } from "msw";
import type { Plugin } from "vite";

export function mockShop(): Plugin {
  return {
    name: "posy-mock-shop",
    configureServer(server) {
      const pictures = path.resolve(server.config.root, "../backend/static/pictures");

      server.middlewares.use("/pictures", (request, response, next) => {
        const file = path.join(pictures, path.basename(request.url ?? ""));
        if (!existsSync(file)) return next();
        response.setHeader("Content-Type", "image/webp");
        createReadStream(file).pipe(response);
      });

      server.middlewares.use(async (incoming, outgoing, next) => {
        if (!incoming.url?.startsWith("/api/")) return next();
        const { handlers } = (await server.ssrLoadModule("/src/testing/handlers.ts")) as { handlers: RequestHandler[] };
        const { method = "GET", url } = incoming;
        const body = method === "GET" ? undefined : (Readable.toWeb(incoming) as ReadableStream);
        const request = new Request(new URL(url, "http://localhost"), { method, body, duplex: "half" } as RequestInit);
        const answer = await getResponse(handlers, request);
        outgoing.statusCode = answer?.status ?? 404;
        answer?.headers.forEach((value, name) => outgoing.setHeader(name, value));
        outgoing.end(await answer?.text());
      });
    },
  };
}
