const require = process.getBuiltinModule;
import{$a as i,ab as s,ba as n,bb as c,cb as a,eb as l,h as t}from"./chunks/MFDN746U.js";var r=n(o=>t(o)),e=await i().recall(),m=s();if(e!==null){for(let o of["SIGINT","SIGTERM"])process.on(o,()=>{});await l(r,await c(r,process.env,{begun:e,entry:"",live:m}),e)}var f=m.recall();f!==null&&await a(f,r,process.env);
