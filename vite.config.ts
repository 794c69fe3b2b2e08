import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import { answeringScript } from "./app/answering-script/build-script.ts";
import remixOptions from "./remix.config.js";

export default defineConfig({
  plugins: [answeringScript(), remix(remixOptions)],
  build: { target: "es2022" },
  optimizeDeps: { include: ["react", "react-dom", "@remix-run/react"] },
});
