// Builds static/built/ from static/src/ and the packages: css, javascript, icons, fonts.
import { execFile } from "node:child_process";
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { constants, gzipSync } from "node:zlib";
import esbuild from "esbuild";
import subsetFont from "subset-font";

const SRC = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(SRC, "../..");
const BUILT = path.resolve(SRC, "../built");
const PACKAGES = path.join(ROOT, "node_modules");
const watching = process.argv.includes("--watch");
// Built aside and moved into place at the end: a page that is loaded meanwhile gets whole files.
const OUT = watching ? BUILT : path.join(BUILT, `.new-${process.pid}`);
const run = promisify(execFile);

async function css() {
  const { bin } = createRequire(import.meta.url)("@tailwindcss/cli/package.json");
  const cli = path.join(PACKAGES, "@tailwindcss/cli", Object.values(bin)[0]);
  const args = [cli, "-i", path.join(SRC, "css/app.css"), "-o", path.join(OUT, "app.css"), "--minify"];
  if (watching) args.push("--watch=always");
  const finished = run(process.execPath, args, { cwd: ROOT });
  if (watching) finished.child.stderr.pipe(process.stderr);
  else await finished;
}

async function javascript() {
  const options = {
    entryPoints: ["app", "account", "board", "chooser", "order"].map((name) => path.join(SRC, `js/${name}.js`)),
    outdir: OUT,
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2022",
    legalComments: "none",
    logLevel: "warning",
  };
  if (watching) await (await esbuild.context(options)).watch();
  else await esbuild.build(options);
}

async function sprite() {
  const names = JSON.parse(await readFile(path.join(SRC, "icons.json"), "utf8"));
  const symbols = await Promise.all(
    names.map(async (name) => {
      const svg = await readFile(path.join(PACKAGES, `heroicons/24/outline/${name}.svg`), "utf8");
      const shapes = svg.slice(svg.indexOf(">") + 1, svg.lastIndexOf("</svg>")).trim();
      // The outline's width is the page's business: see .icon in css/app.css.
      return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`;
    }),
  );
  const sheet = `<svg xmlns="http://www.w3.org/2000/svg" fill="none" stroke="currentColor">${symbols.join("")}</svg>`;
  await writeFile(path.join(OUT, "sprite.svg"), sheet);
}

const span = (first, last) =>
  Array.from({ length: last - first + 1 }, (_, step) => String.fromCodePoint(first + step)).join("");

// What css/fonts.css announces in its two unicode-ranges; together 39 KB instead of 133.
const LETTERS = {
  latin: span(0x20, 0x7e) + span(0xa0, 0xff) + "ıŒœ–—‘’‚“”„•…‹›€™−↑↓",
  "latin-ext": span(0x100, 0x130) + span(0x132, 0x151) + span(0x154, 0x17f),
};

async function fonts() {
  for (const [script, letters] of Object.entries(LETTERS)) {
    const whole = await readFile(
      path.join(PACKAGES, `@fontsource-variable/inter/files/inter-${script}-wght-normal.woff2`),
    );
    const part = await subsetFont(whole, letters, {
      targetFormat: "woff2",
      variationAxes: { wght: { min: 400, max: 700 } },
    });
    await writeFile(path.join(OUT, `fonts/inter-${script}.woff2`), part);
    // Static weights for the PDFs.
    for (const weight of [400, 600]) {
      const file = `inter-${script}-${weight}-normal.woff2`;
      await copyFile(path.join(PACKAGES, "@fontsource/inter/files", file), path.join(OUT, "fonts", file));
    }
  }
}

await mkdir(path.join(OUT, "fonts"), { recursive: true });
await copyFile(path.join(SRC, "favicon.svg"), path.join(OUT, "favicon.svg"));
await Promise.all([css(), javascript(), sprite(), fonts()]);
if (!watching) {
  await mkdir(path.join(BUILT, "fonts"), { recursive: true });
  for (const entry of await readdir(OUT, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    if (/\.(css|js|svg)$/.test(file)) {
      // WhiteNoise hands these out to browsers that take them, also where nothing was collected.
      const small = gzipSync(await readFile(file), { level: constants.Z_BEST_COMPRESSION });
      await writeFile(path.join(BUILT, path.relative(OUT, `${file}.gz`)), small);
    }
    await rename(file, path.join(BUILT, path.relative(OUT, file)));
  }
  await rm(OUT, { recursive: true });
}
