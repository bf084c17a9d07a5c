const require = process.getBuiltinModule;
import{ba as n,gb as i,h as t,hb as s,ib as c,jb as a,lb as l}from"./chunks/KPES65Z6.js";var r=n(o=>t(o)),e=await i().recall(),m=s();if(e!==null){for(let o of["SIGINT","SIGTERM"])process.on(o,()=>{});await l(r,await c(r,process.env,{begun:e,entry:"",live:m}),e)}var f=m.recall();f!==null&&await a(f,r,process.env);
