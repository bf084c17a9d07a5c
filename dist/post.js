const require = process.getBuiltinModule;
import{Cb as i,Db as s,Eb as c,Fb as a,Hb as l,h as t,la as n}from"./chunks/JEO6STYQ.js";var r=n(o=>t(o)),e=await i().recall(),m=s();if(e!==null){for(let o of["SIGINT","SIGTERM"])process.on(o,()=>{});await l(r,await c(r,process.env,{begun:e,entry:"",live:m}),e)}var f=m.recall();f!==null&&await a(f,r,process.env);
