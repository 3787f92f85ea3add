// Browser journeys against the shop that tools/journeys.py has opened: real server, jobs, payments stand-in, letters.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  outputDir: process.env["POSY_RESULTS"] ?? "../../var/journeys/results",
  fullyParallel: false,
  workers: 1,
  forbidOnly: Boolean(process.env["CI"]),
  // A journey walks ten pages and has each one looked over by axe; on two busy cores that takes minutes.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    baseURL: process.env["POSY_URL"],
    locale: "en-US",
    // Pages stand still for who asks for it, and axe must not measure the contrast of what is still fading in.
    contextOptions: { reducedMotion: "reduce" },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env["POSY_CHROMIUM"] || undefined,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
