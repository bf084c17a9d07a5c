const require = process.getBuiltinModule;
import{ba as n,h as t,hb as i,ib as s,jb as c,kb as a,mb as l}from"./chunks/C47JF6UE.js";var r=n(o=>t(o)),e=await i().recall(),m=s();if(e!==null){for(let o of["SIGINT","SIGTERM"])process.on(o,()=>{});await l(r,await c(r,process.env,{begun:e,entry:"",live:m}),e)}var f=m.recall();f!==null&&await a(f,r,process.env);
