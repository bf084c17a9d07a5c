const require = process.getBuiltinModule;
import{ba as n,fb as i,gb as s,h as t,hb as c,ib as a,kb as l}from"./chunks/5XE54QTL.js";var r=n(o=>t(o)),e=await i().recall(),m=s();if(e!==null){for(let o of["SIGINT","SIGTERM"])process.on(o,()=>{});await l(r,await c(r,process.env,{begun:e,entry:"",live:m}),e)}var f=m.recall();f!==null&&await a(f,r,process.env);
