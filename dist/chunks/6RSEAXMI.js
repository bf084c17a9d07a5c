const require = process.getBuiltinModule;
import{Aa as t,ia as o}from"./GSFOS72Q.js";import{readFile as m}from"node:fs/promises";import{join as e}from"node:path";async function f(i){let r=e(i,"run.json");return o(t,JSON.parse(await m(r,"utf8")),r)}export{f as readRecordedRun};
