const require = process.getBuiltinModule;
var s="<!-- pedigree:cut -->",o="<sub>More found no room here.</sub>";function g(t){return u(i(t))}function c(t){let[r="",...n]=i(t).filter(f=>f!==o),e=n.pop();if(e!==void 0)return n.length===0?r:u([r,...n.slice(0,-1),o,e])}function p(t){return i(t)[0]??""}function u(t){return t.join(`

${s}

`)}function i(t){let r=[[]];for(let n of t.split(`
`))n.trim()===s?r.push([]):r.at(-1)?.push(n);return r.map(n=>n.join(`
`).trim()).filter(n=>n!=="")}export{g as a,c as b,p as c};
