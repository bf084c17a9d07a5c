import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{a as El}from"./SR6WBP3X.js";import{c as m,e as Rn}from"./XTTIDQYH.js";var x=m(v=>{"use strict";v.__esModule=!0;v.extend=wl;v.indexOf=On;v.escapeExpression=Sn;v.isEmpty=Fn;v.createFrame=Bn;v.blockParams=Vn;v.appendContextPath=Un;var Nn={"&":"&amp;","<":"&lt;",">":"&gt;",'"':"&quot;","'":"&#x27;","`":"&#x60;","=":"&#x3D;"},Dn=/[&<>"'`=]/g,Ln=/[&<>"'`=]/;function Hn(n){return Nn[n]}function wl(n){for(var l=1;l<arguments.length;l++)for(var e in arguments[l])Object.prototype.hasOwnProperty.call(arguments[l],e)&&(n[e]=arguments[l][e]);return n}var rl=Object.prototype.toString;v.toString=rl;var nl=function(l){return typeof l=="function"};nl(/x/)&&(v.isFunction=nl=function(n){return typeof n=="function"&&rl.call(n)==="[object Function]"});v.isFunction=nl;var Ml=Array.isArray||function(n){return n&&typeof n=="object"?rl.call(n)==="[object Array]":!1};v.isArray=Ml;function On(n,l){for(var e=0,i=n.length;e<i;e++)if(n[e]===l)return e;return-1}function Sn(n){if(typeof n!="string"){if(n&&typeof n.toHTML=="function")return n.toHTML();if(n==null)return"";if(!n)return n+"";n=""+n}return Ln.test(n)?n.replace(Dn,Hn):n}function Fn(n){return!n&&n!==0?!0:!!(Ml(n)&&n.length===0)}function Bn(n){var l=wl({},n);return l._parent=n,l}function Vn(n,l){return n.path=l,n}function Un(n,l){return(n?n+".":"")+l}});var _=m((S,Il)=>{"use strict";S.__esModule=!0;var al=["description","fileName","lineNumber","endLineNumber","message","name","number","stack"];function el(n,l){var e=l&&l.loc,i=void 0,a=void 0,r=void 0,u=void 0;e&&e.start&&(i=e.start.line,r=e.start.column,e.end&&(a=e.end.line,u=e.end.column),n+=" - "+i+":"+r);for(var o=Error.prototype.constructor.call(this,n),s=0;s<al.length;s++)this[al[s]]=o[al[s]];Error.captureStackTrace&&Error.captureStackTrace(this,el);try{e&&(this.lineNumber=i,this.endLineNumber=a,Object.defineProperty?(Object.defineProperty(this,"column",{value:r,enumerable:!0}),Object.defineProperty(this,"endColumn",{value:u,enumerable:!0})):(this.column=r,this.endColumn=u))}catch{}}el.prototype=new Error;S.default=el;Il.exports=S.default});var ql=m((F,Al)=>{"use strict";F.__esModule=!0;var ul=x();F.default=function(n){n.registerHelper("blockHelperMissing",function(l,e){var i=e.inverse,a=e.fn;if(l===!0)return a(this);if(l===!1||l==null)return i(this);if(ul.isArray(l))return l.length>0?(e.ids&&(e.ids=[e.name]),n.helpers.each(l,e)):i(this);if(e.data&&e.ids){var r=ul.createFrame(e.data);r.contextPath=ul.appendContextPath(e.data.contextPath,e.name),e={data:r}}return a(l,e)})};Al.exports=F.default});var Rl=m((B,Tl)=>{"use strict";B.__esModule=!0;function $n(n){return n&&n.__esModule?n:{default:n}}var T=x(),Wn=_(),jn=$n(Wn);function Gn(n){try{var l=n.return;T.isFunction(l)&&l.call(n)}catch{}}B.default=function(n){n.registerHelper("each",function(l,e){if(!e)throw new jn.default("Must pass iterator to #each");var i=e.fn,a=e.inverse,r=0,u="",o=void 0,s=void 0;e.data&&e.ids&&(s=T.appendContextPath(e.data.contextPath,e.ids[0])+"."),T.isFunction(l)&&(l=l.call(this)),e.data&&(o=T.createFrame(e.data));function t(g,O,Tn,bl){o&&(o.key=g,o.index=O,o.first=O===0,o.last=!!Tn,s&&(o.contextPath=s+g)),u=u+i(bl,{data:o,blockParams:T.blockParams([bl,g],[s+g,null])})}if(l&&typeof l=="object")if(T.isArray(l))for(var c=l.length;r<c;r++)r in l&&t(r,r,r===l.length-1,l[r]);else if(typeof Symbol=="function"&&l[Symbol.iterator])for(var f=l[Symbol.iterator](),k=f.next();!k.done;){var q=f.next();try{t(r,r,q.done,k.value)}catch(g){throw q.done||Gn(f),g}k=q,r++}else(function(){var g=void 0;Object.keys(l).forEach(function(O){g!==void 0&&t(g,r-1,!1,l[g]),g=O,r++}),g!==void 0&&t(g,r-1,!0,l[g])})();return r===0&&(u=a(this)),u})};Tl.exports=B.default});var Dl=m((V,Nl)=>{"use strict";V.__esModule=!0;function zn(n){return n&&n.__esModule?n:{default:n}}var Xn=_(),Zn=zn(Xn);V.default=function(n){n.registerHelper("helperMissing",function(){if(arguments.length!==1)throw new Zn.default('Missing helper: "'+arguments[arguments.length-1].name+'"')})};Nl.exports=V.default});var Sl=m((U,Ol)=>{"use strict";U.__esModule=!0;function Kn(n){return n&&n.__esModule?n:{default:n}}var Ll=x(),Jn=_(),Hl=Kn(Jn);U.default=function(n){n.registerHelper("if",function(l,e){if(arguments.length!=2)throw new Hl.default("#if requires exactly one argument");return Ll.isFunction(l)&&(l=l.call(this)),!e.hash.includeZero&&!l||Ll.isEmpty(l)?e.inverse(this):e.fn(this)}),n.registerHelper("unless",function(l,e){if(arguments.length!=2)throw new Hl.default("#unless requires exactly one argument");return n.helpers.if.call(this,l,{fn:e.inverse,inverse:e.fn,hash:e.hash})})};Ol.exports=U.default});var Bl=m(($,Fl)=>{"use strict";$.__esModule=!0;$.default=function(n){n.registerHelper("log",function(){for(var l=[void 0],e=arguments[arguments.length-1],i=0;i<arguments.length-1;i++)l.push(arguments[i]);var a=1;e.hash.level!=null?a=e.hash.level:e.data&&e.data.level!=null&&(a=e.data.level),l[0]=a,n.log.apply(n,l)})};Fl.exports=$.default});var Ul=m((W,Vl)=>{"use strict";W.__esModule=!0;W.default=function(n){n.registerHelper("lookup",function(l,e,i){return l&&i.lookupProperty(l,e)})};Vl.exports=W.default});var Wl=m((j,$l)=>{"use strict";j.__esModule=!0;function Yn(n){return n&&n.__esModule?n:{default:n}}var D=x(),Qn=_(),hn=Yn(Qn);j.default=function(n){n.registerHelper("with",function(l,e){if(arguments.length!=2)throw new hn.default("#with requires exactly one argument");D.isFunction(l)&&(l=l.call(this));var i=e.fn;if(D.isEmpty(l))return e.inverse(this);var a=e.data;return e.data&&e.ids&&(a=D.createFrame(e.data),a.contextPath=D.appendContextPath(e.data.contextPath,e.ids[0])),i(l,{data:a,blockParams:D.blockParams([l],[a&&a.contextPath])})})};$l.exports=j.default});var ol=m(G=>{"use strict";G.__esModule=!0;G.registerDefaultHelpers=gr;G.moveHelperToHooks=kr;function w(n){return n&&n.__esModule?n:{default:n}}var dn=ql(),lr=w(dn),nr=Rl(),rr=w(nr),ar=Dl(),er=w(ar),ur=Sl(),or=w(ur),sr=Bl(),ir=w(sr),tr=Ul(),cr=w(tr),fr=Wl(),mr=w(fr);function gr(n){lr.default(n),rr.default(n),er.default(n),or.default(n),ir.default(n),cr.default(n),mr.default(n)}function kr(n,l,e){n.helpers[l]&&(n.hooks[l]=n.helpers[l],e||(n.helpers[l]=void 0))}});var Gl=m((z,jl)=>{"use strict";z.__esModule=!0;var vr=x();z.default=function(n){n.registerDecorator("inline",function(l,e,i,a){var r=l;return e.partials||(e.partials={},r=function(u,o){var s=i.partials;i.partials=vr.extend({},s,e.partials);var t=l(u,o);return i.partials=s,t}),e.partials[a.args[0]]=a.fn,r})};jl.exports=z.default});var zl=m(sl=>{"use strict";sl.__esModule=!0;sl.registerDefaultDecorators=pr;function xr(n){return n&&n.__esModule?n:{default:n}}var yr=Gl(),Pr=xr(yr);function pr(n){Pr.default(n)}});var il=m((X,Xl)=>{"use strict";X.__esModule=!0;var Cr=x(),R={methodMap:["debug","info","warn","error"],level:"info",lookupLevel:function(l){if(typeof l=="string"){var e=Cr.indexOf(R.methodMap,l.toLowerCase());e>=0?l=e:l=parseInt(l,10)}return l},log:function(l){if(l=R.lookupLevel(l),typeof console<"u"&&R.lookupLevel(R.level)<=l){var e=R.methodMap[l];console[e]||(e="log");for(var i=arguments.length,a=Array(i>1?i-1:0),r=1;r<i;r++)a[r-1]=arguments[r];console[e].apply(console,a)}}};X.default=R;Xl.exports=X.default});var tl=m(N=>{"use strict";N.__esModule=!0;N.createProtoAccessControl=wr;N.resultIsAllowed=Mr;N.isPrototypeConstructor=Ir;N.resetLoggedProperties=qr;function _r(n){return n&&n.__esModule?n:{default:n}}var Zl=x(),br=il(),Er=_r(br),Z=Object.create(null);function wr(n){var l=Object.create(null);l.__proto__=!1,Zl.extend(l,n.allowedProtoProperties);var e=Object.create(null);return e.constructor=!1,e.__defineGetter__=!1,e.__defineSetter__=!1,e.__lookupGetter__=!1,e.__lookupSetter__=!1,Zl.extend(e,n.allowedProtoMethods),{properties:{whitelist:l,defaultValue:n.allowProtoPropertiesByDefault},methods:{whitelist:e,defaultValue:n.allowProtoMethodsByDefault}}}function Mr(n,l,e){return Kl(typeof n=="function"?l.methods:l.properties,e)}function Ir(n,l,e){return l==="constructor"&&typeof e=="function"&&n===e.prototype}function Kl(n,l){return n.whitelist[l]!==void 0?n.whitelist[l]===!0:n.defaultValue!==void 0?n.defaultValue:(Ar(l),!1)}function Ar(n){Z[n]!==!0&&(Z[n]=!0,Er.default.log("error",'Handlebars: Access has been denied to resolve the property "'+n+`" because it is not an "own property" of its parent.
You can add a runtime option to disable the check or this warning:
See https://handlebarsjs.com/api-reference/runtime-options.html#options-to-control-prototype-access for details`))}function qr(){Object.keys(Z).forEach(function(n){delete Z[n]})}});var gl=m(p=>{"use strict";p.__esModule=!0;p.HandlebarsEnvironment=ml;function Jl(n){return n&&n.__esModule?n:{default:n}}var M=x(),Tr=_(),cl=Jl(Tr),Rr=ol(),Nr=zl(),Dr=il(),K=Jl(Dr),Lr=tl(),Hr="4.7.10";p.VERSION=Hr;var Or=8;p.COMPILER_REVISION=Or;var Sr=7;p.LAST_COMPATIBLE_COMPILER_REVISION=Sr;var Fr={1:"<= 1.0.rc.2",2:"== 1.0.0-rc.3",3:"== 1.0.0-rc.4",4:"== 1.x.x",5:"== 2.0.0-alpha.x",6:">= 2.0.0-beta.1",7:">= 4.0.0 <4.3.0",8:">= 4.3.0"};p.REVISION_CHANGES=Fr;var fl="[object Object]";function ml(n,l,e){this.helpers=n||{},this.partials=l||{},this.decorators=e||{},Rr.registerDefaultHelpers(this),Nr.registerDefaultDecorators(this)}ml.prototype={constructor:ml,logger:K.default,log:K.default.log,registerHelper:function(l,e){if(M.toString.call(l)===fl){if(e)throw new cl.default("Arg not supported with multiple helpers");M.extend(this.helpers,l)}else this.helpers[l]=e},unregisterHelper:function(l){delete this.helpers[l]},registerPartial:function(l,e){if(M.toString.call(l)===fl)M.extend(this.partials,l);else{if(typeof e>"u")throw new cl.default('Attempting to register a partial called "'+l+'" as undefined');this.partials[l]=e}},unregisterPartial:function(l){delete this.partials[l]},registerDecorator:function(l,e){if(M.toString.call(l)===fl){if(e)throw new cl.default("Arg not supported with multiple decorators");M.extend(this.decorators,l)}else this.decorators[l]=e},unregisterDecorator:function(l){delete this.decorators[l]},resetLoggedPropertyAccesses:function(){Lr.resetLoggedProperties()}};var Br=K.default.log;p.log=Br;p.createFrame=M.createFrame;p.logger=K.default});var Ql=m((J,Yl)=>{"use strict";J.__esModule=!0;function kl(n){this.string=n}kl.prototype.toString=kl.prototype.toHTML=function(){return""+this.string};J.default=kl;Yl.exports=J.default});var hl=m(vl=>{"use strict";vl.__esModule=!0;vl.wrapHelper=Vr;function Vr(n,l){if(typeof n!="function")return n;var e=function(){var a=arguments[arguments.length-1];return arguments[arguments.length-1]=l(a),n.apply(this,arguments)};return e}});var an=m(b=>{"use strict";b.__esModule=!0;b.checkRevision=zr;b.template=Xr;b.wrapProgram=Y;b.resolvePartial=Zr;b.invokePartial=Kr;b.noop=nn;function Ur(n){return n&&n.__esModule?n:{default:n}}function $r(n){if(n&&n.__esModule)return n;var l={};if(n!=null)for(var e in n)Object.prototype.hasOwnProperty.call(n,e)&&(l[e]=n[e]);return l.default=n,l}var Wr=x(),I=$r(Wr),jr=_(),y=Ur(jr),C=gl(),dl=ol(),Gr=hl(),xl=tl();function zr(n){var l=n&&n[0]||1,e=C.COMPILER_REVISION;if(!(l>=C.LAST_COMPATIBLE_COMPILER_REVISION&&l<=C.COMPILER_REVISION))if(l<C.LAST_COMPATIBLE_COMPILER_REVISION){var i=C.REVISION_CHANGES[e],a=C.REVISION_CHANGES[l];throw new y.default("Template was precompiled with an older version of Handlebars than the current runtime. Please update your precompiler to a newer version ("+i+") or downgrade your runtime to an older version ("+a+").")}else throw new y.default("Template was precompiled with a newer version of Handlebars than the current runtime. Please update your runtime to a newer version ("+n[1]+").")}function Xr(n,l){if(!l)throw new y.default("No environment passed to template");if(!n||!n.main)throw new y.default("Unknown template object: "+typeof n);n.main.decorator=n.main_d,l.VM.checkRevision(n.compiler);var e=n.compiler&&n.compiler[0]===7;function i(u,o,s){s.hash&&(o=I.extend({},o,s.hash),s.ids&&(s.ids[0]=!0)),u=l.VM.resolvePartial.call(this,u,o,s),s.hooks=this.hooks,s.protoAccessControl=this.protoAccessControl;var t=l.VM.invokePartial.call(this,u,o,s);if(t==null&&I.isFunction(u))throw new y.default("The partial "+s.name+" returned no output: partials must return a string");if(t==null&&l.compile){if(typeof u!="string")throw new y.default("The partial "+s.name+" could not be compiled: partials must be strings or functions returning strings");s.partials[s.name]=l.compile(u,n.compilerOptions,l),t=s.partials[s.name](o,s)}if(t!=null){if(s.indent){for(var c=t.split(`
`),f=0,k=c.length;f<k&&!(!c[f]&&f+1===k);f++)c[f]=s.indent+c[f];t=c.join(`
`)}return t}else throw new y.default("The partial "+s.name+" could not be compiled when running in runtime-only mode")}var a={strict:function(o,s,t){if(!o||!(s in o))throw new y.default('"'+s+'" not defined in '+o,{loc:t});return a.lookupProperty(o,s)},lookupProperty:function(o,s){var t=o[s];if(t==null||Object.prototype.hasOwnProperty.call(o,s)&&!xl.isPrototypeConstructor(o,s,t)||xl.resultIsAllowed(t,a.protoAccessControl,s))return t},lookup:function(o,s){for(var t=o.length,c=0;c<t;c++){var f=o[c]&&a.lookupProperty(o[c],s);if(f!=null)return f}},lambda:function(o,s){return typeof o=="function"?o.call(s):o},escapeExpression:I.escapeExpression,invokePartial:i,fn:function(o){var s=n[o];return s.decorator=n[o+"_d"],s},programs:[],program:function(o,s,t,c,f){var k=this.programs[o],q=this.fn(o);return s||f||c||t?k=Y(this,o,q,s,t,c,f):k||(k=this.programs[o]=Y(this,o,q)),k},data:function(o,s){for(;o&&s--;)o=o._parent;return o},mergeIfNeeded:function(o,s){var t=o||s;return o&&s&&o!==s&&(t=I.extend({},s,o)),t},nullContext:Object.seal({}),noop:l.VM.noop,compilerInfo:n.compiler};function r(u){var o=arguments.length<=1||arguments[1]===void 0?{}:arguments[1],s=o.data;r._setup(o),!o.partial&&n.useData&&(s=Jr(u,s));var t=void 0,c=n.useBlockParams?[]:void 0;n.useDepths&&(o.depths?t=u!=o.depths[0]?[u].concat(o.depths):o.depths:t=[u]);function f(k){return""+n.main(a,k,a.helpers,a.partials,s,c,t)}return f=rn(n.main,f,a,o.depths||[],s,c),f(u,o)}return r.isTop=!0,r._setup=function(u){if(u.partial)a.protoAccessControl=u.protoAccessControl,a.helpers=u.helpers,a.partials=u.partials,a.decorators=u.decorators,a.hooks=u.hooks;else{var o={};ln(o,l.helpers,a),ln(o,u.helpers,a),a.helpers=o,n.usePartial&&(a.partials=a.mergeIfNeeded(u.partials,l.partials)),(n.usePartial||n.useDecorators)&&(a.decorators=I.extend({},l.decorators,u.decorators)),a.hooks={},a.protoAccessControl=xl.createProtoAccessControl(u);var s=u.allowCallsToHelperMissing||e;dl.moveHelperToHooks(a,"helperMissing",s),dl.moveHelperToHooks(a,"blockHelperMissing",s)}},r._child=function(u,o,s,t){if(n.useBlockParams&&!s)throw new y.default("must pass block params");if(n.useDepths&&!t)throw new y.default("must pass parent depths");return Y(a,u,n[u],o,0,s,t)},r}function Y(n,l,e,i,a,r,u){function o(s){var t=arguments.length<=1||arguments[1]===void 0?{}:arguments[1],c=u;return u&&s!=u[0]&&!(s===n.nullContext&&u[0]===null)&&(c=[s].concat(u)),e(n,s,n.helpers,n.partials,t.data||i,r&&[t.blockParams].concat(r),c)}return o=rn(e,o,n,u,i,r),o.program=l,o.depth=u?u.length:0,o.blockParams=a||0,o}function Zr(n,l,e){return n?typeof n!="function"&&!e.name&&(e.name=n,n=Q(e.partials,n)):e.name==="@partial-block"?n=Q(e.data,"partial-block"):n=Q(e.partials,e.name),n}function Kr(n,l,e){var i=Q(e.data,"partial-block");e.partial=!0,e.ids&&(e.data.contextPath=e.ids[0]||e.data.contextPath);var a=void 0;if(e.fn&&e.fn!==nn&&(function(){e.data=C.createFrame(e.data);var r=e.fn;a=e.data["partial-block"]=function(o){var s=arguments.length<=1||arguments[1]===void 0?{}:arguments[1];return s.data=C.createFrame(s.data),s.data["partial-block"]=i,r(o,s)},r.partials&&(e.partials=I.extend({},e.partials,r.partials))})(),n===void 0&&a&&(n=a),n===void 0)throw new y.default("The partial "+e.name+" could not be found");if(n instanceof Function)return n(l,e)}function nn(){return""}function Q(n,l){if(n&&Object.prototype.hasOwnProperty.call(n,l))return n[l]}function Jr(n,l){return(!l||!("root"in l))&&(l=l?C.createFrame(l):{},l.root=n),l}function rn(n,l,e,i,a,r){if(n.decorator){var u={};l=n.decorator(l,u,e,i&&i[0],a,r,i),I.extend(l,u)}return l}function ln(n,l,e){l&&Object.keys(l).forEach(function(i){var a=l[i];n[i]=Yr(a,e)})}function Yr(n,l){var e=l.lookupProperty;return Gr.wrapHelper(n,function(i){return i.lookupProperty=e,i})}});var un=m((h,en)=>{"use strict";h.__esModule=!0;h.default=function(n){(function(){typeof globalThis!="object"&&(Object.prototype.__defineGetter__("__magic__",function(){return this}),__magic__.globalThis=__magic__,delete Object.prototype.__magic__)})();var l=globalThis.Handlebars;n.noConflict=function(){return globalThis.Handlebars===n&&(globalThis.Handlebars=l),n}};en.exports=h.default});var fn=m((d,cn)=>{"use strict";d.__esModule=!0;function Pl(n){return n&&n.__esModule?n:{default:n}}function pl(n){if(n&&n.__esModule)return n;var l={};if(n!=null)for(var e in n)Object.prototype.hasOwnProperty.call(n,e)&&(l[e]=n[e]);return l.default=n,l}var Qr=gl(),on=pl(Qr),hr=Ql(),dr=Pl(hr),la=_(),na=Pl(la),ra=x(),yl=pl(ra),aa=an(),sn=pl(aa),ea=un(),ua=Pl(ea);function tn(){var n=new on.HandlebarsEnvironment;return yl.extend(n,on),n.SafeString=dr.default,n.Exception=na.default,n.Utils=yl,n.escapeExpression=yl.escapeExpression,n.VM=sn,n.template=function(l){return sn.template(l,n)},n}var L=tn();L.create=tn;ua.default(L);L.default=L;d.default=L;cn.exports=d.default});var qn=Rn(fn(),1);var mn={_changes:{0:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return"| "+n.escapeExpression(o(e,"cell").call(u,l!=null?o(l,"name"):l,{name:"cell",hash:{max:120},data:a}))+" | "+((r=o(e,"if").call(u,l!=null?o(l,"before"):l,{name:"if",hash:{},fn:n.program(1,a,0),inverse:n.program(2,a,0),data:a}))!=null?r:"")+" | "+((r=o(e,"if").call(u,l!=null?o(l,"after"):l,{name:"if",hash:{},fn:n.program(3,a,0),inverse:n.program(2,a,0),data:a}))!=null?r:"")+` |
`},1:function(n,l,e,i,a){var r=n.lookupProperty;return n.escapeExpression(r(e,"cell").call(l??(n.nullContext||{}),l!=null?r(l,"before"):l,{name:"cell",hash:{max:120},data:a}))},2:function(n,l,e,i,a){return"\u2013"},3:function(n,l,e,i,a){var r=n.lookupProperty;return n.escapeExpression(r(e,"cell").call(l??(n.nullContext||{}),l!=null?r(l,"after"):l,{name:"cell",hash:{max:120},data:a}))},4:function(n,l,e,i,a){var r=n.lookupProperty;return"| \u2026 and "+n.escapeExpression(r(e,"number").call(l??(n.nullContext||{}),l!=null?r(l,"omitted"):l,{name:"number",hash:{},data:a}))+` more | | |
`},compiler:[8,">= 4.3.0"],main:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return((r=o(e,"each").call(u,l!=null?o(l,"lines"):l,{name:"each",hash:{},fn:n.program(0,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,l!=null?o(l,"omitted"):l,{name:"if",hash:{},fn:n.program(4,a,0),inverse:n.noop,data:a}))!=null?r:"")},useData:!0},_chart:{0:function(n,l,e,i,a){return": \u{1F535} this run, \u{1F7E0} baseline"},1:function(n,l,e,i,a){var r=n.lookupProperty;return" (it ended at step "+n.escapeExpression(r(e,"number").call(l??(n.nullContext||{}),l!=null?r(l,"referenceEnds"):l,{name:"number",hash:{},data:a}))+" and is held from there)"},2:function(n,l,e,i,a){var r=n.lookupProperty;return". "+n.escapeExpression(r(e,"number").call(l??(n.nullContext||{}),l!=null?r(l,"broken"):l,{name:"number",hash:{},data:a}))+" points are NaN or infinite and not drawn"},3:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return((r=o(e,"if").call(u,a&&o(a,"index"),{name:"if",hash:{},fn:n.program(4,a,0),inverse:n.noop,data:a}))!=null?r:"")+n.escapeExpression(o(e,"decimal").call(u,l,{name:"decimal",hash:{},data:a}))},4:function(n,l,e,i,a){return", "},5:function(n,l,e,i,a){var r,u=n.lookupProperty;return"  line ["+((r=u(e,"each").call(l??(n.nullContext||{}),l!=null?u(l,"reference"):l,{name:"each",hash:{},fn:n.program(3,a,0),inverse:n.noop,data:a}))!=null?r:"")+`]
`},compiler:[8,">= 4.3.0"],main:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return o(s(e,"code").call(u,l!=null?s(l,"metric"):l,{name:"code",hash:{max:80},data:a}))+" over steps"+((r=s(e,"if").call(u,l!=null?s(l,"reference"):l,{name:"if",hash:{},fn:n.program(0,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"referenceEnds"):l,{name:"if",hash:{},fn:n.program(1,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"broken"):l,{name:"if",hash:{},fn:n.program(2,a,0),inverse:n.noop,data:a}))!=null?r:"")+`

\`\`\`mermaid
---
config:
  xyChart:
    width: 720
    height: 280
  themeVariables:
    xyChart:
      plotColorPalette: "#0969da, #e16f24"
---
xychart-beta
  title `+o(s(e,"mermaid").call(u,l!=null?s(l,"metric"):l,{name:"mermaid",hash:{},data:a}))+`
  x-axis "step" `+o(s(e,"decimal").call(u,l!=null?s(l,"from"):l,{name:"decimal",hash:{},data:a}))+" --> "+o(s(e,"decimal").call(u,l!=null?s(l,"to"):l,{name:"decimal",hash:{},data:a}))+`
  y-axis "value" `+o(s(e,"decimal").call(u,l!=null?s(l,"low"):l,{name:"decimal",hash:{},data:a}))+" --> "+o(s(e,"decimal").call(u,l!=null?s(l,"high"):l,{name:"decimal",hash:{},data:a}))+`
  line [`+((r=s(e,"each").call(u,l!=null?s(l,"line"):l,{name:"each",hash:{},fn:n.program(3,a,0),inverse:n.noop,data:a}))!=null?r:"")+`]
`+((r=s(e,"if").call(u,l!=null?s(l,"reference"):l,{name:"if",hash:{},fn:n.program(5,a,0),inverse:n.noop,data:a}))!=null?r:"")+"```\n"},useData:!0},_metrics:{0:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{max:120},data:a}))+u(o(e,"text").call(r,l!=null?o(l,"arrow"):l,{name:"text",hash:{},data:a}))+" | "+u(o(e,"number").call(r,l!=null?o(l,"value"):l,{name:"number",hash:{},data:a}))+" | "+u(o(e,"number").call(r,l!=null?o(l,"reference"):l,{name:"number",hash:{},data:a}))+" | "+u(o(e,"change").call(r,l!=null?o(l,"change"):l,{name:"change",hash:{},data:a}))+" | "+u(o(e,"percent").call(r,l!=null?o(l,"ratio"):l,{name:"percent",hash:{},data:a}))+" | "+u(o(e,"text").call(r,l!=null?o(l,"mark"):l,{name:"text",hash:{},data:a}))+` |
`},1:function(n,l,e,i,a){var r=n.lookupProperty;return"| \u2026 and "+n.escapeExpression(r(e,"number").call(l??(n.nullContext||{}),l!=null?r(l,"omitted"):l,{name:"number",hash:{},data:a}))+` more | | | | | |
`},compiler:[8,">= 4.3.0"],main:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return((r=o(e,"each").call(u,l!=null?o(l,"rows"):l,{name:"each",hash:{},fn:n.program(0,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,l!=null?o(l,"omitted"):l,{name:"if",hash:{},fn:n.program(1,a,0),inverse:n.noop,data:a}))!=null?r:"")},useData:!0},_report:{0:function(n,l,e,i,a){var r=n.lookupProperty;return" \xB7 **run** "+n.escapeExpression(r(e,"code").call(l??(n.nullContext||{}),l!=null?r(l,"name"):l,{name:"code",hash:{},data:a}))},1:function(n,l,e,i,a){var r=n.lookupProperty;return" \xB7 "+n.escapeExpression(r(e,"text").call(l??(n.nullContext||{}),l!=null?r(l,"counts"):l,{name:"text",hash:{},data:a}))},2:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return o(s(e,"text").call(u,(r=l!=null?s(l,"baselineAbsent"):l)!=null?s(r,"text"):r,{name:"text",hash:{},data:a}))+" "+o(s(e,"code").call(u,(r=l!=null?s(l,"baselineAbsent"):l)!=null?s(r,"branch"):r,{name:"code",hash:{},data:a}))+`.

`},3:function(n,l,e,i,a){var r,u=n.lookupProperty;return((r=u(e,"if").call(l??(n.nullContext||{}),l!=null?u(l,"compared"):l,{name:"if",hash:{},fn:n.program(4,a,0),inverse:n.program(5,a,0),data:a}))!=null?r:"")+`
`},4:function(n,l,e,i,a){var r,u=n.lookupProperty;return`| Metric | This run | Baseline | Change | % | |
| :-- | --: | --: | --: | --: | :-- |
`+((r=n.invokePartial(u(i,"_metrics"),l!=null?u(l,"table"):l,{name:"_metrics",data:a,helpers:e,partials:i,decorators:n.decorators}))!=null?r:"")},5:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return`| Metric | This run |
| :-- | --: |
`+((r=o(e,"each").call(u,(r=l!=null?o(l,"table"):l)!=null?o(r,"rows"):r,{name:"each",hash:{},fn:n.program(6,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,(r=l!=null?o(l,"table"):l)!=null?o(r,"omitted"):r,{name:"if",hash:{},fn:n.program(7,a,0),inverse:n.noop,data:a}))!=null?r:"")},6:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{max:120},data:a}))+u(o(e,"text").call(r,l!=null?o(l,"arrow"):l,{name:"text",hash:{},data:a}))+" | "+u(o(e,"number").call(r,l!=null?o(l,"value"):l,{name:"number",hash:{},data:a}))+` |
`},7:function(n,l,e,i,a){var r,u=n.lookupProperty;return"| \u2026 and "+n.escapeExpression(u(e,"number").call(l??(n.nullContext||{}),(r=l!=null?u(l,"table"):l)!=null?u(r,"omitted"):r,{name:"number",hash:{},data:a}))+` more | |
`},8:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return"**"+o(s(e,"text").call(u,(r=(r=l!=null?s(l,"production"):l)!=null?s(r,"headline"):r)!=null?s(r,"icon"):r,{name:"text",hash:{},data:a}))+" "+o(s(e,"text").call(u,(r=(r=l!=null?s(l,"production"):l)!=null?s(r,"headline"):r)!=null?s(r,"text"):r,{name:"text",hash:{},data:a}))+"** ("+o(s(e,"code").call(u,(r=l!=null?s(l,"production"):l)!=null?s(r,"model"):r,{name:"code",hash:{},data:a}))+" version "+o(s(e,"number").call(u,(r=l!=null?s(l,"production"):l)!=null?s(r,"version"):r,{name:"number",hash:{},data:a}))+"): "+o(s(e,"text").call(u,(r=l!=null?s(l,"production"):l)!=null?s(r,"counts"):r,{name:"text",hash:{},data:a}))+`

`+((r=s(e,"if").call(u,(r=l!=null?s(l,"production"):l)!=null?s(r,"table"):r,{name:"if",hash:{},fn:n.program(9,a,0),inverse:n.noop,data:a}))!=null?r:"")},9:function(n,l,e,i,a){var r,u=n.lookupProperty;return`<details><summary>Metrics against production</summary>

| Metric | This run | Production | Change | % | |
| :-- | --: | --: | --: | --: | :-- |
`+((r=n.invokePartial(u(i,"_metrics"),(r=l!=null?u(l,"production"):l)!=null?u(r,"table"):r,{name:"_metrics",data:a,helpers:e,partials:i,decorators:n.decorators}))!=null?r:"")+`
</details>

`},10:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return o(s(e,"text").call(u,(r=l!=null?s(l,"productionAbsent"):l)!=null?s(r,"text"):r,{name:"text",hash:{},data:a}))+" "+o(s(e,"code").call(u,(r=l!=null?s(l,"productionAbsent"):l)!=null?s(r,"model"):r,{name:"code",hash:{},data:a}))+`.

`},11:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return((r=o(e,"if").call(u,(r=l!=null?o(l,"changes"):l)!=null?o(r,"goals"):r,{name:"if",hash:{},fn:n.program(12,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,(r=l!=null?o(l,"changes"):l)!=null?o(r,"params"):r,{name:"if",hash:{},fn:n.program(13,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,(r=l!=null?o(l,"changes"):l)!=null?o(r,"data"):r,{name:"if",hash:{},fn:n.program(14,a,0),inverse:n.noop,data:a}))!=null?r:"")},12:function(n,l,e,i,a){var r,u=n.lookupProperty;return`\u26A0\uFE0F **The yardstick itself changed**: goals or tolerances differ from those of the baseline.

| Metric | Baseline | This run |
| :-- | :-- | :-- |
`+((r=n.invokePartial(u(i,"_changes"),(r=l!=null?u(l,"changes"):l)!=null?u(r,"goals"):r,{name:"_changes",data:a,helpers:e,partials:i,decorators:n.decorators}))!=null?r:"")+`
`},13:function(n,l,e,i,a){var r,u=n.lookupProperty;return"**Parameters** ("+n.escapeExpression(u(e,"number").call(l??(n.nullContext||{}),(r=(r=l!=null?u(l,"changes"):l)!=null?u(r,"params"):r)!=null?u(r,"total"):r,{name:"number",hash:{},data:a}))+` changed)

| Parameter | Baseline | This run |
| :-- | :-- | :-- |
`+((r=n.invokePartial(u(i,"_changes"),(r=l!=null?u(l,"changes"):l)!=null?u(r,"params"):r,{name:"_changes",data:a,helpers:e,partials:i,decorators:n.decorators}))!=null?r:"")+`
`},14:function(n,l,e,i,a){var r,u=n.lookupProperty;return"**Data** ("+n.escapeExpression(u(e,"number").call(l??(n.nullContext||{}),(r=(r=l!=null?u(l,"changes"):l)!=null?u(r,"data"):r)!=null?u(r,"total"):r,{name:"number",hash:{},data:a}))+` changed)

| Data | Baseline | This run |
| :-- | :-- | :-- |
`+((r=n.invokePartial(u(i,"_changes"),(r=l!=null?u(l,"changes"):l)!=null?u(r,"data"):r,{name:"_changes",data:a,helpers:e,partials:i,decorators:n.decorators}))!=null?r:"")+`
`},15:function(n,l,e,i,a){var r,u=n.lookupProperty;return((r=n.invokePartial(u(i,"_chart"),l,{name:"_chart",data:a,helpers:e,partials:i,decorators:n.decorators}))!=null?r:"")+`
`},16:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return"<details><summary>More curves ("+n.escapeExpression(o(e,"number").call(u,(r=l!=null?o(l,"moreCharts"):l)!=null?o(r,"length"):r,{name:"number",hash:{},data:a}))+`)</summary>

`+((r=o(e,"each").call(u,l!=null?o(l,"moreCharts"):l,{name:"each",hash:{},fn:n.program(15,a,0),inverse:n.noop,data:a}))!=null?r:"")+`</details>

`},17:function(n,l,e,i,a){var r,u=n.lookupProperty;return`<details><summary>Other metrics</summary>

`+((r=u(e,"if").call(l??(n.nullContext||{}),l!=null?u(l,"compared"):l,{name:"if",hash:{},fn:n.program(18,a,0),inverse:n.program(19,a,0),data:a}))!=null?r:"")+`
</details>

`},18:function(n,l,e,i,a){var r,u=n.lookupProperty;return`| Metric | This run | Baseline | Change | % | |
| :-- | --: | --: | --: | --: | :-- |
`+((r=n.invokePartial(u(i,"_metrics"),l!=null?u(l,"others"):l,{name:"_metrics",data:a,helpers:e,partials:i,decorators:n.decorators}))!=null?r:"")},19:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return`| Metric | This run |
| :-- | --: |
`+((r=o(e,"each").call(u,(r=l!=null?o(l,"others"):l)!=null?o(r,"rows"):r,{name:"each",hash:{},fn:n.program(20,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,(r=l!=null?o(l,"others"):l)!=null?o(r,"omitted"):r,{name:"if",hash:{},fn:n.program(21,a,0),inverse:n.noop,data:a}))!=null?r:"")},20:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{max:120},data:a}))+" | "+u(o(e,"number").call(r,l!=null?o(l,"value"):l,{name:"number",hash:{},data:a}))+` |
`},21:function(n,l,e,i,a){var r,u=n.lookupProperty;return"| \u2026 and "+n.escapeExpression(u(e,"number").call(l??(n.nullContext||{}),(r=l!=null?u(l,"others"):l)!=null?u(r,"omitted"):r,{name:"number",hash:{},data:a}))+` more | |
`},22:function(n,l,e,i,a){var r,u=n.lookupProperty;return"<details><summary>Environment ("+n.escapeExpression(u(e,"number").call(l??(n.nullContext||{}),(r=(r=l!=null?u(l,"changes"):l)!=null?u(r,"environment"):r)!=null?u(r,"total"):r,{name:"number",hash:{},data:a}))+` changed)</summary>

| | Baseline | This run |
| :-- | :-- | :-- |
`+((r=n.invokePartial(u(i,"_changes"),(r=l!=null?u(l,"changes"):l)!=null?u(r,"environment"):r,{name:"_changes",data:a,helpers:e,partials:i,decorators:n.decorators}))!=null?r:"")+`
</details>

`},23:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return"<details><summary>Notes ("+n.escapeExpression(o(e,"number").call(u,(r=l!=null?o(l,"notes"):l)!=null?o(r,"length"):r,{name:"number",hash:{},data:a}))+`)</summary>

`+((r=o(e,"each").call(u,l!=null?o(l,"notes"):l,{name:"each",hash:{},fn:n.program(24,a,0),inverse:n.noop,data:a}))!=null?r:"")+`
</details>

`},24:function(n,l,e,i,a){var r=n.lookupProperty;return"- "+n.escapeExpression(r(e,"code").call(l??(n.nullContext||{}),l,{name:"code",hash:{max:400},data:a}))+`
`},25:function(n,l,e,i,a){var r,u=n.lookupProperty;return"Not everything found room here"+((r=u(e,"if").call(l??(n.nullContext||{}),(r=l!=null?u(l,"footer"):l)!=null?u(r,"artifactUrl"):r,{name:"if",hash:{},fn:n.program(26,a,0),inverse:n.program(27,a,0),data:a}))!=null?r:"")+`.

`},26:function(n,l,e,i,a){var r,u=n.lookupProperty;return": the whole record is in the "+n.escapeExpression(u(e,"link").call(l??(n.nullContext||{}),"run's artifact",(r=l!=null?u(l,"footer"):l)!=null?u(r,"artifactUrl"):r,{name:"link",hash:{},data:a}))},27:function(n,l,e,i,a){var r,u=n.lookupProperty;return(r=u(e,"if").call(l??(n.nullContext||{}),(r=l!=null?u(l,"footer"):l)!=null?u(r,"runUrl"):r,{name:"if",hash:{},fn:n.program(28,a,0),inverse:n.noop,data:a}))!=null?r:""},28:function(n,l,e,i,a){var r,u=n.lookupProperty;return": the whole record belongs to the "+n.escapeExpression(u(e,"link").call(l??(n.nullContext||{}),"workflow run",(r=l!=null?u(l,"footer"):l)!=null?u(r,"runUrl"):r,{name:"link",hash:{},data:a}))},29:function(n,l,e,i,a){var r,u=n.lookupProperty;return" \xB7 commit "+n.escapeExpression(u(e,"codelink").call(l??(n.nullContext||{}),(r=l!=null?u(l,"code"):l)!=null?u(r,"commit"):r,(r=l!=null?u(l,"code"):l)!=null?u(r,"commitUrl"):r,{name:"codelink",hash:{},data:a}))},30:function(n,l,e,i,a){return" with uncommitted changes"},31:function(n,l,e,i,a){var r,u=n.lookupProperty;return" \xB7 code since the baseline "+n.escapeExpression(u(e,"codelink").call(l??(n.nullContext||{}),(r=(r=l!=null?u(l,"code"):l)!=null?u(r,"compare"):r)!=null?u(r,"text"):r,(r=(r=l!=null?u(l,"code"):l)!=null?u(r,"compare"):r)!=null?u(r,"url"):r,{name:"codelink",hash:{},data:a}))},32:function(n,l,e,i,a){var r,u=n.lookupProperty;return" \xB7 "+n.escapeExpression(u(e,"link").call(l??(n.nullContext||{}),"workflow run",(r=l!=null?u(l,"footer"):l)!=null?u(r,"runUrl"):r,{name:"link",hash:{},data:a}))},33:function(n,l,e,i,a){var r,u=n.lookupProperty;return" \xB7 "+n.escapeExpression(u(e,"link").call(l??(n.nullContext||{}),"artifact",(r=l!=null?u(l,"footer"):l)!=null?u(r,"artifactUrl"):r,{name:"link",hash:{},data:a}))},34:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return" \xB7 baseline run "+o(s(e,"code").call(u,(r=l!=null?s(l,"footer"):l)!=null?s(r,"baselineRun"):r,{name:"code",hash:{},data:a}))+" of "+o(s(e,"text").call(u,(r=l!=null?s(l,"footer"):l)!=null?s(r,"baselineDate"):r,{name:"text",hash:{},data:a}))},compiler:[8,">= 4.3.0"],main:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return"### "+o(s(e,"text").call(u,(r=l!=null?s(l,"headline"):l)!=null?s(r,"icon"):r,{name:"text",hash:{},data:a}))+" "+o(s(e,"text").call(u,(r=l!=null?s(l,"headline"):l)!=null?s(r,"text"):r,{name:"text",hash:{},data:a}))+`

**Experiment** `+o(s(e,"code").call(u,l!=null?s(l,"experiment"):l,{name:"code",hash:{},data:a}))+((r=s(e,"if").call(u,l!=null?s(l,"name"):l,{name:"if",hash:{},fn:n.program(0,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"counts"):l,{name:"if",hash:{},fn:n.program(1,a,0),inverse:n.noop,data:a}))!=null?r:"")+`

`+((r=s(e,"if").call(u,l!=null?s(l,"baselineAbsent"):l,{name:"if",hash:{},fn:n.program(2,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"table"):l,{name:"if",hash:{},fn:n.program(3,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"production"):l,{name:"if",hash:{},fn:n.program(8,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"productionAbsent"):l,{name:"if",hash:{},fn:n.program(10,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"changed"):l,{name:"if",hash:{},fn:n.program(11,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"each").call(u,l!=null?s(l,"charts"):l,{name:"each",hash:{},fn:n.program(15,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"moreCharts"):l,{name:"if",hash:{},fn:n.program(16,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"others"):l,{name:"if",hash:{},fn:n.program(17,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,(r=l!=null?s(l,"changes"):l)!=null?s(r,"environment"):r,{name:"if",hash:{},fn:n.program(22,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"notes"):l,{name:"if",hash:{},fn:n.program(23,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"shortened"):l,{name:"if",hash:{},fn:n.program(25,a,0),inverse:n.noop,data:a}))!=null?r:"")+"<sub>Run "+o(s(e,"code").call(u,(r=l!=null?s(l,"footer"):l)!=null?s(r,"run"):r,{name:"code",hash:{},data:a}))+((r=s(e,"if").call(u,(r=l!=null?s(l,"code"):l)!=null?s(r,"commit"):r,{name:"if",hash:{},fn:n.program(29,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,(r=l!=null?s(l,"code"):l)!=null?s(r,"dirty"):r,{name:"if",hash:{},fn:n.program(30,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,(r=l!=null?s(l,"code"):l)!=null?s(r,"compare"):r,{name:"if",hash:{},fn:n.program(31,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,(r=l!=null?s(l,"footer"):l)!=null?s(r,"runUrl"):r,{name:"if",hash:{},fn:n.program(32,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,(r=l!=null?s(l,"footer"):l)!=null?s(r,"artifactUrl"):r,{name:"if",hash:{},fn:n.program(33,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,(r=l!=null?s(l,"footer"):l)!=null?s(r,"baselineRun"):r,{name:"if",hash:{},fn:n.program(34,a,0),inverse:n.noop,data:a}))!=null?r:"")+`</sub>
`},usePartial:!0,useData:!0},check:{0:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return"### "+o(s(e,"text").call(u,(r=l!=null?s(l,"shut"):l)!=null?s(r,"headline"):r,{name:"text",hash:{},data:a}))+`

`+o(s(e,"lines").call(u,(r=l!=null?s(l,"shut"):l)!=null?s(r,"reason"):r,{name:"lines",hash:{},data:a}))+`

Error code `+o(s(e,"code").call(u,(r=l!=null?s(l,"shut"):l)!=null?s(r,"code"):r,{name:"code",hash:{},data:a}))+`. Nothing is registered or moved until this is mended.
`},1:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return"### "+o(s(e,"text").call(u,(r=l!=null?s(l,"report"):l)!=null?s(r,"subject"):r,{name:"text",hash:{},data:a}))+`

| | requirement | expected | found |
| --- | --- | --- | --- |
`+((r=s(e,"each").call(u,(r=l!=null?s(l,"report"):l)!=null?s(r,"requirements"):r,{name:"each",hash:{},fn:n.program(2,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,(r=l!=null?s(l,"report"):l)!=null?s(r,"displaced"):r,{name:"if",hash:{},fn:n.program(5,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,(r=l!=null?s(l,"report"):l)!=null?s(r,"next"):r,{name:"if",hash:{},fn:n.program(7,a,0),inverse:n.noop,data:a}))!=null?r:"")+`
Policy `+o(s(e,"code").call(u,(r=l!=null?s(l,"report"):l)!=null?s(r,"policy"):r,{name:"code",hash:{},data:a}))+`. \u2705 met, \u23F3 still open, \u274C not met, \u2754 could not be established.
`},2:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return"| "+o(s(e,"text").call(u,l!=null?s(l,"mark"):l,{name:"text",hash:{},data:a}))+" | "+o(s(e,"phrasecell").call(u,l!=null?s(l,"title"):l,{name:"phrasecell",hash:{},data:a}))+" | "+o(s(e,"phrasecell").call(u,l!=null?s(l,"expected"):l,{name:"phrasecell",hash:{},data:a}))+" | "+o(s(e,"phrasecell").call(u,l!=null?s(l,"found"):l,{name:"phrasecell",hash:{},data:a}))+` |
`+((r=s(e,"each").call(u,l!=null?s(l,"parts"):l,{name:"each",hash:{},fn:n.program(3,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"more"):l,{name:"if",hash:{},fn:n.program(4,a,0),inverse:n.noop,data:a}))!=null?r:"")},3:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| | \u21B3 "+u(o(e,"text").call(r,l!=null?o(l,"mark"):l,{name:"text",hash:{},data:a}))+" "+u(o(e,"phrasecell").call(r,l!=null?o(l,"title"):l,{name:"phrasecell",hash:{},data:a}))+" | "+u(o(e,"phrasecell").call(r,l!=null?o(l,"expected"):l,{name:"phrasecell",hash:{},data:a}))+" | "+u(o(e,"phrasecell").call(r,l!=null?o(l,"found"):l,{name:"phrasecell",hash:{},data:a}))+` |
`},4:function(n,l,e,i,a){var r=n.lookupProperty;return"| | \u21B3 and "+n.escapeExpression(r(e,"text").call(l??(n.nullContext||{}),l!=null?r(l,"more"):l,{name:"text",hash:{},data:a}))+` more | | |
`},5:function(n,l,e,i,a){var r,u=n.lookupProperty;return`
When this lands:
`+((r=u(e,"each").call(l??(n.nullContext||{}),(r=l!=null?u(l,"report"):l)!=null?u(r,"displaced"):r,{name:"each",hash:{},fn:n.program(6,a,0),inverse:n.noop,data:a}))!=null?r:"")},6:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"- version "+u(o(e,"text").call(r,l!=null?o(l,"version"):l,{name:"text",hash:{},data:a}))+" leaves the stage and goes to "+u(o(e,"code").call(r,l!=null?o(l,"to"):l,{name:"code",hash:{},data:a}))+`
`},7:function(n,l,e,i,a){var r,u=n.lookupProperty;return`
**What to do next**
`+((r=u(e,"each").call(l??(n.nullContext||{}),(r=l!=null?u(l,"report"):l)!=null?u(r,"next"):r,{name:"each",hash:{},fn:n.program(8,a,0),inverse:n.noop,data:a}))!=null?r:"")},8:function(n,l,e,i,a){var r=n.lookupProperty;return"- "+n.escapeExpression(r(e,"phrase").call(l??(n.nullContext||{}),l,{name:"phrase",hash:{},data:a}))+`
`},compiler:[8,">= 4.3.0"],main:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return((r=o(e,"if").call(u,l!=null?o(l,"shut"):l,{name:"if",hash:{},fn:n.program(0,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,l!=null?o(l,"report"):l,{name:"if",hash:{},fn:n.program(1,a,0),inverse:n.noop,data:a}))!=null?r:"")},useData:!0},comment:{compiler:[8,">= 4.3.0"],main:function(n,l,e,i,a){var r,u=n.lookupProperty;return(r=n.invokePartial(u(i,"_report"),l,{name:"_report",data:a,helpers:e,partials:i,decorators:n.decorators}))!=null?r:""},usePartial:!0,useData:!0},"model-card":{0:function(n,l,e,i,a){var r,u=n.lookupProperty;return"["+((r=u(e,"each").call(l??(n.nullContext||{}),l!=null?u(l,"owners"):l,{name:"each",hash:{},fn:n.program(1,a,0),inverse:n.noop,data:a}))!=null?r:"")+"]"},1:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return n.escapeExpression(o(e,"json").call(u,l,{name:"json",hash:{},data:a}))+((r=o(e,"unless").call(u,a&&o(a,"last"),{name:"unless",hash:{},fn:n.program(2,a,0),inverse:n.noop,data:a}))!=null?r:"")},2:function(n,l,e,i,a){return", "},3:function(n,l,e,i,a){return'"[More Information Needed]"'},4:function(n,l,e,i,a){var r=n.lookupProperty;return"pipeline_tag: "+n.escapeExpression(r(e,"json").call(l??(n.nullContext||{}),l!=null?r(l,"task"):l,{name:"json",hash:{},data:a}))+`
`},5:function(n,l,e,i,a){var r,u=n.lookupProperty;return"tags: ["+((r=u(e,"each").call(l??(n.nullContext||{}),l!=null?u(l,"tags"):l,{name:"each",hash:{},fn:n.program(1,a,0),inverse:n.noop,data:a}))!=null?r:"")+`]
`},6:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return`model-index:
  - name: `+o(s(e,"json").call(u,l!=null?s(l,"name"):l,{name:"json",hash:{},data:a}))+`
    results:
      - task: { type: `+((r=s(e,"if").call(u,l!=null?s(l,"task"):l,{name:"if",hash:{},fn:n.program(7,a,0),inverse:n.program(8,a,0),data:a}))!=null?r:"")+` }
        dataset: { `+((r=s(e,"if").call(u,l!=null?s(l,"dataset"):l,{name:"if",hash:{},fn:n.program(9,a,0),inverse:n.program(10,a,0),data:a}))!=null?r:"")+` }
        metrics:
`+((r=s(e,"each").call(u,l!=null?s(l,"results"):l,{name:"each",hash:{},fn:n.program(11,a,0),inverse:n.noop,data:a}))!=null?r:"")+"        source: { name: "+o(s(e,"json").call(u,(r=l!=null?s(l,"run"):l)!=null?s(r,"id"):r,{name:"json",hash:{},data:a}))+", url: "+o(s(e,"json").call(u,l!=null?s(l,"workflowUrl"):l,{name:"json",hash:{},data:a}))+` }
`},7:function(n,l,e,i,a){var r=n.lookupProperty;return n.escapeExpression(r(e,"json").call(l??(n.nullContext||{}),l!=null?r(l,"task"):l,{name:"json",hash:{},data:a}))},8:function(n,l,e,i,a){return"other"},9:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return"type: "+o(s(e,"json").call(u,(r=l!=null?s(l,"dataset"):l)!=null?s(r,"name"):r,{name:"json",hash:{},data:a}))+", name: "+o(s(e,"json").call(u,(r=l!=null?s(l,"dataset"):l)!=null?s(r,"name"):r,{name:"json",hash:{},data:a}))+", revision: "+o(s(e,"json").call(u,(r=l!=null?s(l,"dataset"):l)!=null?s(r,"revision"):r,{name:"json",hash:{},data:a}))},10:function(n,l,e,i,a){return"type: unspecified, name: unspecified"},11:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"          - { type: "+u(o(e,"json").call(r,l!=null?o(l,"name"):l,{name:"json",hash:{},data:a}))+", value: "+u(o(e,"json").call(r,l!=null?o(l,"value"):l,{name:"json",hash:{},data:a}))+` }
`},12:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return`| Data | Used for | Scheme | Version | Strength | Size |
| :-- | :-- | :-- | :-- | :-- | --: |
`+((r=o(e,"each").call(u,(r=l!=null?o(l,"data"):l)!=null?o(r,"rows"):r,{name:"each",hash:{},fn:n.program(13,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,(r=l!=null?o(l,"data"):l)!=null?o(r,"omitted"):r,{name:"if",hash:{},fn:n.program(14,a,0),inverse:n.noop,data:a}))!=null?r:"")},13:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{},data:a}))+" | "+u(o(e,"text").call(r,l!=null?o(l,"role"):l,{name:"text",hash:{},data:a}))+" | "+u(o(e,"text").call(r,l!=null?o(l,"scheme"):l,{name:"text",hash:{},data:a}))+" | "+u(o(e,"cell").call(r,l!=null?o(l,"id"):l,{name:"cell",hash:{max:80},data:a}))+" | "+u(o(e,"text").call(r,l!=null?o(l,"strength"):l,{name:"text",hash:{},data:a}))+" | "+u(o(e,"bytes").call(r,l!=null?o(l,"bytes"):l,{name:"bytes",hash:{},data:a}))+` |
`},14:function(n,l,e,i,a){var r,u=n.lookupProperty;return`
and `+n.escapeExpression(u(e,"number").call(l??(n.nullContext||{}),(r=l!=null?u(l,"data"):l)!=null?u(r,"omitted"):r,{name:"number",hash:{},data:a}))+" more, in `run.json`.\n"},15:function(n,l,e,i,a){return`The run recorded no data.
`},16:function(n,l,e,i,a){var r,u=n.lookupProperty;return"| Software | "+n.escapeExpression(u(e,"cell").call(l??(n.nullContext||{}),(r=l!=null?u(l,"environment"):l)!=null?u(r,"runtimes"):r,{name:"cell",hash:{},data:a}))+` |
`},17:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return`| Parameter | Value |
| :-- | :-- |
`+((r=o(e,"each").call(u,(r=l!=null?o(l,"params"):l)!=null?o(r,"rows"):r,{name:"each",hash:{},fn:n.program(18,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,(r=l!=null?o(l,"params"):l)!=null?o(r,"omitted"):r,{name:"if",hash:{},fn:n.program(19,a,0),inverse:n.noop,data:a}))!=null?r:"")},18:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{max:120},data:a}))+" | "+u(o(e,"cell").call(r,l!=null?o(l,"value"):l,{name:"cell",hash:{},data:a}))+` |
`},19:function(n,l,e,i,a){var r,u=n.lookupProperty;return`
and `+n.escapeExpression(u(e,"number").call(l??(n.nullContext||{}),(r=l!=null?u(l,"params"):l)!=null?u(r,"omitted"):r,{name:"number",hash:{},data:a}))+" more, in `run.json`.\n"},20:function(n,l,e,i,a){return`The run recorded no parameters.
`},21:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return`| Metric | Value |
| :-- | --: |
`+((r=o(e,"each").call(u,(r=l!=null?o(l,"metrics"):l)!=null?o(r,"rows"):r,{name:"each",hash:{},fn:n.program(22,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,(r=l!=null?o(l,"metrics"):l)!=null?o(r,"omitted"):r,{name:"if",hash:{},fn:n.program(23,a,0),inverse:n.noop,data:a}))!=null?r:"")},22:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{max:120},data:a}))+" | "+u(o(e,"number").call(r,l!=null?o(l,"value"):l,{name:"number",hash:{},data:a}))+` |
`},23:function(n,l,e,i,a){var r,u=n.lookupProperty;return`
and `+n.escapeExpression(u(e,"number").call(l??(n.nullContext||{}),(r=l!=null?u(l,"metrics"):l)!=null?u(r,"omitted"):r,{name:"number",hash:{},data:a}))+" more, in `run.json`.\n"},24:function(n,l,e,i,a){return`The run recorded no metrics.
`},25:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return`| File | Kind | SHA-256 | Size |
| :-- | :-- | :-- | --: |
`+((r=o(e,"each").call(u,(r=l!=null?o(l,"files"):l)!=null?o(r,"rows"):r,{name:"each",hash:{},fn:n.program(26,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,(r=l!=null?o(l,"files"):l)!=null?o(r,"omitted"):r,{name:"if",hash:{},fn:n.program(27,a,0),inverse:n.noop,data:a}))!=null?r:"")},26:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"path"):l,{name:"cell",hash:{},data:a}))+" | "+u(o(e,"text").call(r,l!=null?o(l,"role"):l,{name:"text",hash:{},data:a}))+" | "+u(o(e,"cell").call(r,l!=null?o(l,"digest"):l,{name:"cell",hash:{},data:a}))+" | "+u(o(e,"bytes").call(r,l!=null?o(l,"bytes"):l,{name:"bytes",hash:{},data:a}))+` |
`},27:function(n,l,e,i,a){var r,u=n.lookupProperty;return`
and `+n.escapeExpression(u(e,"number").call(l??(n.nullContext||{}),(r=l!=null?u(l,"files"):l)!=null?u(r,"omitted"):r,{name:"number",hash:{},data:a}))+" more, in `version.json`.\n"},28:function(n,l,e,i,a){var r,u=n.lookupProperty;return(r=u(e,"if").call(l??(n.nullContext||{}),(r=l!=null?u(l,"changes"):l)!=null?u(r,"none"):r,{name:"if",hash:{},fn:n.program(29,a,0),inverse:n.program(30,a,0),data:a}))!=null?r:""},29:function(n,l,e,i,a){var r,u=n.lookupProperty;return"Parameters, data and metrics are those of version "+n.escapeExpression(u(e,"number").call(l??(n.nullContext||{}),(r=l!=null?u(l,"changes"):l)!=null?u(r,"version"):r,{name:"number",hash:{},data:a}))+`.
`},30:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return"Against version "+n.escapeExpression(o(e,"number").call(u,(r=l!=null?o(l,"changes"):l)!=null?o(r,"version"):r,{name:"number",hash:{},data:a}))+`:

| What | Before | Now |
| :-- | :-- | :-- |
`+((r=o(e,"each").call(u,(r=(r=l!=null?o(l,"changes"):l)!=null?o(r,"params"):r)!=null?o(r,"rows"):r,{name:"each",hash:{},fn:n.program(31,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"each").call(u,(r=(r=l!=null?o(l,"changes"):l)!=null?o(r,"data"):r)!=null?o(r,"rows"):r,{name:"each",hash:{},fn:n.program(32,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"each").call(u,(r=(r=l!=null?o(l,"changes"):l)!=null?o(r,"metrics"):r)!=null?o(r,"rows"):r,{name:"each",hash:{},fn:n.program(33,a,0),inverse:n.noop,data:a}))!=null?r:"")},31:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| parameter "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{max:120},data:a}))+" | "+u(o(e,"cell").call(r,l!=null?o(l,"before"):l,{name:"cell",hash:{},data:a}))+" | "+u(o(e,"cell").call(r,l!=null?o(l,"after"):l,{name:"cell",hash:{},data:a}))+` |
`},32:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| data "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{max:120},data:a}))+" | "+u(o(e,"cell").call(r,l!=null?o(l,"before"):l,{name:"cell",hash:{max:80},data:a}))+" | "+u(o(e,"cell").call(r,l!=null?o(l,"after"):l,{name:"cell",hash:{max:80},data:a}))+` |
`},33:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| metric "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{max:120},data:a}))+" | "+u(o(e,"number").call(r,l!=null?o(l,"before"):l,{name:"number",hash:{},data:a}))+" | "+u(o(e,"number").call(r,l!=null?o(l,"after"):l,{name:"number",hash:{},data:a}))+` |
`},34:function(n,l,e,i,a){return`This is the first version of this model.
`},compiler:[8,">= 4.3.0"],main:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return`---
model_name: `+o(s(e,"json").call(u,l!=null?s(l,"name"):l,{name:"json",hash:{},data:a}))+`
version: `+o(s(e,"json").call(u,l!=null?s(l,"version"):l,{name:"json",hash:{},data:a}))+`
license: "[More Information Needed]" # an SPDX id such as apache-2.0, or other
owner: `+((r=s(e,"if").call(u,l!=null?s(l,"owners"):l,{name:"if",hash:{},fn:n.program(0,a,0),inverse:n.program(3,a,0),data:a}))!=null?r:"")+`
contact: "[More Information Needed]"
risk_tier: "[More Information Needed]" # minimal, limited or high
`+((r=s(e,"if").call(u,l!=null?s(l,"task"):l,{name:"if",hash:{},fn:n.program(4,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"tags"):l,{name:"if",hash:{},fn:n.program(5,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"results"):l,{name:"if",hash:{},fn:n.program(6,a,0),inverse:n.noop,data:a}))!=null?r:"")+`---

# `+o(s(e,"text").call(u,l!=null?s(l,"name"):l,{name:"text",hash:{},data:a}))+", version "+o(s(e,"text").call(u,l!=null?s(l,"version"):l,{name:"text",hash:{},data:a}))+`

## Summary

<!-- section: summary -->

[More Information Needed]

## Intended use

<!-- section: intended-use -->

[More Information Needed]

## Out-of-scope use

<!-- section: out-of-scope -->

[More Information Needed]

## Training data

<!-- section: training-data -->
<!-- pedigree:begin training-data -->

`+((r=s(e,"if").call(u,(r=l!=null?s(l,"data"):l)!=null?s(r,"rows"):r,{name:"if",hash:{},fn:n.program(12,a,0),inverse:n.program(15,a,0),data:a}))!=null?r:"")+`
<!-- pedigree:end training-data -->

[More Information Needed]

## Training procedure

<!-- section: training-procedure -->
<!-- pedigree:begin training-procedure -->

| | |
| :-- | :-- |
| Run | `+o(s(e,"cell").call(u,(r=l!=null?s(l,"run"):l)!=null?s(r,"id"):r,{name:"cell",hash:{},data:a}))+" of "+o(s(e,"cell").call(u,(r=l!=null?s(l,"run"):l)!=null?s(r,"experiment"):r,{name:"cell",hash:{},data:a}))+", started "+o(s(e,"text").call(u,(r=l!=null?s(l,"run"):l)!=null?s(r,"startedAt"):r,{name:"text",hash:{},data:a}))+` |
| Code | `+o(s(e,"cell").call(u,l!=null?s(l,"repository"):l,{name:"cell",hash:{},data:a}))+" at "+o(s(e,"cell").call(u,l!=null?s(l,"commit"):l,{name:"cell",hash:{},data:a}))+` |
| Workflow | `+o(s(e,"cell").call(u,l!=null?s(l,"workflow"):l,{name:"cell",hash:{},data:a}))+` |
| System | `+o(s(e,"cell").call(u,(r=l!=null?s(l,"environment"):l)!=null?s(r,"os"):r,{name:"cell",hash:{},data:a}))+"; "+o(s(e,"cell").call(u,(r=l!=null?s(l,"environment"):l)!=null?s(r,"cpu"):r,{name:"cell",hash:{},data:a}))+` |
`+((r=s(e,"if").call(u,(r=l!=null?s(l,"environment"):l)!=null?s(r,"runtimes"):r,{name:"if",hash:{},fn:n.program(16,a,0),inverse:n.noop,data:a}))!=null?r:"")+"| Wall time | "+o(s(e,"number").call(u,(r=l!=null?s(l,"resources"):l)!=null?s(r,"wallSeconds"):r,{name:"number",hash:{},data:a}))+` s |
| Peak memory | `+o(s(e,"bytes").call(u,(r=l!=null?s(l,"resources"):l)!=null?s(r,"peakMemoryBytes"):r,{name:"bytes",hash:{},data:a}))+` |

`+((r=s(e,"if").call(u,(r=l!=null?s(l,"params"):l)!=null?s(r,"rows"):r,{name:"if",hash:{},fn:n.program(17,a,0),inverse:n.program(20,a,0),data:a}))!=null?r:"")+`
<!-- pedigree:end training-procedure -->

## Evaluation

<!-- section: evaluation -->
<!-- pedigree:begin evaluation -->

`+((r=s(e,"if").call(u,(r=l!=null?s(l,"metrics"):l)!=null?s(r,"rows"):r,{name:"if",hash:{},fn:n.program(21,a,0),inverse:n.program(24,a,0),data:a}))!=null?r:"")+`
<!-- pedigree:end evaluation -->

[More Information Needed]

## Choice of metrics

<!-- section: metric-choice -->

[More Information Needed]

## Results by group

<!-- section: slices -->

[More Information Needed]

## Limitations, bias and risks

<!-- section: limitations -->

[More Information Needed]

## Inputs and outputs

<!-- section: interface -->

[More Information Needed]

## Human oversight

<!-- section: oversight -->

[More Information Needed]

## Architecture and integration

<!-- section: integration -->

[More Information Needed]

## Security and provenance

<!-- section: security -->
<!-- pedigree:begin security -->

The files come from the workflow artifact `+o(s(e,"code").call(u,(r=l!=null?s(l,"artifact"):l)!=null?s(r,"name"):r,{name:"code",hash:{},data:a}))+" with the SHA-256 digest "+o(s(e,"code").call(u,(r=l!=null?s(l,"artifact"):l)!=null?s(r,"digest"):r,{name:"code",hash:{},data:a}))+`. Each file can be verified by its own digest.

`+((r=s(e,"if").call(u,(r=l!=null?s(l,"files"):l)!=null?s(r,"rows"):r,{name:"if",hash:{},fn:n.program(25,a,0),inverse:n.noop,data:a}))!=null?r:"")+`
<!-- pedigree:end security -->

## Changes

<!-- section: changes -->
<!-- pedigree:begin changes -->

`+((r=s(e,"if").call(u,l!=null?s(l,"changes"):l,{name:"if",hash:{},fn:n.program(28,a,0),inverse:n.program(34,a,0),data:a}))!=null?r:"")+`
<!-- pedigree:end changes -->

## Monitoring and retirement

<!-- section: monitoring -->

[More Information Needed]

## Environmental impact

<!-- section: environment -->

[More Information Needed]

## Approvals and test report

<!-- section: approvals -->
<!-- pedigree:begin approvals -->

Every approval is kept with its review and commit in the model's log, \`models/`+o(s(e,"text").call(u,l!=null?s(l,"name"):l,{name:"text",hash:{},data:a}))+`/log/\`, together with the decision that it was part of. The recorded metrics of the test are in \`run.json\` beside this card.

<!-- pedigree:end approvals -->

## Regulatory annex

<!-- section: regulatory -->

[More Information Needed]

## More information

<!-- section: more -->

[More Information Needed]
`},useData:!0},"move-pull":{0:function(n,l,e,i,a){var r=n.lookupProperty;return n.escapeExpression(r(e,"code").call(l??(n.nullContext||{}),l!=null?r(l,"requester"):l,{name:"code",hash:{},data:a}))+" asks to move"},1:function(n,l,e,i,a){return"A request to move"},2:function(n,l,e,i,a){var r=n.lookupProperty;return" from "+n.escapeExpression(r(e,"code").call(l??(n.nullContext||{}),l!=null?r(l,"from"):l,{name:"code",hash:{},data:a}))},3:function(n,l,e,i,a){var r,u=n.lookupProperty;return`
What is missing:
`+((r=u(e,"each").call(l??(n.nullContext||{}),(r=l!=null?u(l,"decision"):l)!=null?u(r,"next"):r,{name:"each",hash:{},fn:n.program(4,a,0),inverse:n.noop,data:a}))!=null?r:"")},4:function(n,l,e,i,a){var r=n.lookupProperty;return"- "+n.escapeExpression(r(e,"phrase").call(l??(n.nullContext||{}),l,{name:"phrase",hash:{},data:a}))+`
`},5:function(n,l,e,i,a){var r=n.lookupProperty;return"They could not be read: "+n.escapeExpression(r(e,"text").call(l??(n.nullContext||{}),l!=null?r(l,"metricsUnknown"):l,{name:"text",hash:{},data:a}))+`
`},6:function(n,l,e,i,a){var r,u=n.lookupProperty;return(r=u(e,"if").call(l??(n.nullContext||{}),l!=null?u(l,"metrics"):l,{name:"if",hash:{},fn:n.program(7,a,0),inverse:n.program(13,a,0),data:a}))!=null?r:""},7:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return((r=o(e,"if").call(u,l!=null?o(l,"holder"):l,{name:"if",hash:{},fn:n.program(8,a,0),inverse:n.program(10,a,0),data:a}))!=null?r:"")+((r=o(e,"if").call(u,l!=null?o(l,"moreMetrics"):l,{name:"if",hash:{},fn:n.program(12,a,0),inverse:n.noop,data:a}))!=null?r:"")},8:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return"| metric | version "+o(s(e,"text").call(u,l!=null?s(l,"version"):l,{name:"text",hash:{},data:a}))+" | version "+o(s(e,"text").call(u,l!=null?s(l,"holder"):l,{name:"text",hash:{},data:a}))+` (present holder) | change |
| --- | ---: | ---: | ---: |
`+((r=s(e,"each").call(u,l!=null?s(l,"metrics"):l,{name:"each",hash:{},fn:n.program(9,a,0),inverse:n.noop,data:a}))!=null?r:"")},9:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{},data:a}))+" | "+u(o(e,"number").call(r,l!=null?o(l,"candidate"):l,{name:"number",hash:{},data:a}))+" | "+u(o(e,"number").call(r,l!=null?o(l,"holder"):l,{name:"number",hash:{},data:a}))+" | "+u(o(e,"change").call(r,l!=null?o(l,"change"):l,{name:"change",hash:{},data:a}))+` |
`},10:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return"| metric | version "+n.escapeExpression(o(e,"text").call(u,l!=null?o(l,"version"):l,{name:"text",hash:{},data:a}))+` |
| --- | ---: |
`+((r=o(e,"each").call(u,l!=null?o(l,"metrics"):l,{name:"each",hash:{},fn:n.program(11,a,0),inverse:n.noop,data:a}))!=null?r:"")+`
The move displaces no version, so there is nothing to compare with.
`},11:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{},data:a}))+" | "+u(o(e,"number").call(r,l!=null?o(l,"candidate"):l,{name:"number",hash:{},data:a}))+` |
`},12:function(n,l,e,i,a){var r=n.lookupProperty;return`
And `+n.escapeExpression(r(e,"text").call(l??(n.nullContext||{}),l!=null?r(l,"moreMetrics"):l,{name:"text",hash:{},data:a}))+" more in `run.json`.\n"},13:function(n,l,e,i,a){return`The run recorded none.
`},14:function(n,l,e,i,a){var r,u=n.lookupProperty;return"It could not be read: "+n.escapeExpression(u(e,"text").call(l??(n.nullContext||{}),(r=l!=null?u(l,"card"):l)!=null?u(r,"unknown"):r,{name:"text",hash:{},data:a}))+`
`},15:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return o(s(e,"text").call(u,(r=l!=null?s(l,"card"):l)!=null?s(r,"complete"):r,{name:"text",hash:{},data:a}))+" of "+o(s(e,"text").call(u,(r=l!=null?s(l,"card"):l)!=null?s(r,"total"):r,{name:"text",hash:{},data:a}))+` sections are complete.
`+((r=s(e,"if").call(u,(r=l!=null?s(l,"card"):l)!=null?s(r,"gaps"):r,{name:"if",hash:{},fn:n.program(16,a,0),inverse:n.noop,data:a}))!=null?r:"")},16:function(n,l,e,i,a){var r,u=n.lookupProperty;return`
| section | state | line |
| --- | --- | ---: |
`+((r=u(e,"each").call(l??(n.nullContext||{}),(r=l!=null?u(l,"card"):l)!=null?u(r,"gaps"):r,{name:"each",hash:{},fn:n.program(17,a,0),inverse:n.noop,data:a}))!=null?r:"")},17:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"text").call(r,l!=null?o(l,"key"):l,{name:"text",hash:{},data:a}))+" | "+u(o(e,"text").call(r,l!=null?o(l,"status"):l,{name:"text",hash:{},data:a}))+" | "+u(o(e,"text").call(r,l!=null?o(l,"line"):l,{name:"text",hash:{},data:a}))+` |
`},18:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"text").call(r,l!=null?o(l,"mark"):l,{name:"text",hash:{},data:a}))+" | "+u(o(e,"phrasecell").call(r,l!=null?o(l,"title"):l,{name:"phrasecell",hash:{},data:a}))+" | "+u(o(e,"phrasecell").call(r,l!=null?o(l,"found"):l,{name:"phrasecell",hash:{},data:a}))+` |
`},19:function(n,l,e,i,a){var r,u=n.lookupProperty;return`
When this lands:
`+((r=u(e,"each").call(l??(n.nullContext||{}),(r=l!=null?u(l,"decision"):l)!=null?u(r,"displaced"):r,{name:"each",hash:{},fn:n.program(20,a,0),inverse:n.noop,data:a}))!=null?r:"")},20:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"- version "+u(o(e,"text").call(r,l!=null?o(l,"version"):l,{name:"text",hash:{},data:a}))+" leaves the stage and goes to "+u(o(e,"code").call(r,l!=null?o(l,"to"):l,{name:"code",hash:{},data:a}))+`
`},compiler:[8,">= 4.3.0"],main:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return((r=s(e,"if").call(u,l!=null?s(l,"requester"):l,{name:"if",hash:{},fn:n.program(0,a,0),inverse:n.program(1,a,0),data:a}))!=null?r:"")+" **"+o(s(e,"text").call(u,l!=null?s(l,"model"):l,{name:"text",hash:{},data:a}))+" "+o(s(e,"text").call(u,l!=null?s(l,"version"):l,{name:"text",hash:{},data:a}))+"**"+((r=s(e,"if").call(u,l!=null?s(l,"from"):l,{name:"if",hash:{},fn:n.program(2,a,0),inverse:n.noop,data:a}))!=null?r:"")+" to "+o(s(e,"code").call(u,l!=null?s(l,"to"):l,{name:"code",hash:{},data:a}))+". The version's own pull request is #"+o(s(e,"text").call(u,l!=null?s(l,"versionPull"):l,{name:"text",hash:{},data:a}))+`.

**`+o(s(e,"text").call(u,(r=l!=null?s(l,"decision"):l)!=null?s(r,"headline"):r,{name:"text",hash:{},data:a}))+`.** The check **pedigree** is the decision and is up to date; this text is drawn from it.
`+((r=s(e,"if").call(u,(r=l!=null?s(l,"decision"):l)!=null?s(r,"next"):r,{name:"if",hash:{},fn:n.program(3,a,0),inverse:n.noop,data:a}))!=null?r:"")+`
### Metrics

`+((r=s(e,"if").call(u,l!=null?s(l,"metricsUnknown"):l,{name:"if",hash:{},fn:n.program(5,a,0),inverse:n.program(6,a,0),data:a}))!=null?r:"")+`
### Model card

`+((r=s(e,"if").call(u,(r=l!=null?s(l,"card"):l)!=null?s(r,"unknown"):r,{name:"if",hash:{},fn:n.program(14,a,0),inverse:n.program(15,a,0),data:a}))!=null?r:"")+`
### Requirements

| | requirement | found |
| --- | --- | --- |
`+((r=s(e,"each").call(u,(r=l!=null?s(l,"decision"):l)!=null?s(r,"requirements"):r,{name:"each",hash:{},fn:n.program(18,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,(r=l!=null?s(l,"decision"):l)!=null?s(r,"displaced"):r,{name:"if",hash:{},fn:n.program(19,a,0),inverse:n.noop,data:a}))!=null?r:"")+`
Review it as you review code. An approval counts for the commit that it was given on; a push takes it away. When every requirement is met, Pedigree lands this by itself.
`},useData:!0},reply:{0:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return((r=o(e,"if").call(u,l!=null?o(l,"requester"):l,{name:"if",hash:{},fn:n.program(1,a,0),inverse:n.noop,data:a}))!=null?r:"")+"the move is asked for in #"+n.escapeExpression(o(e,"text").call(u,l!=null?o(l,"pull"):l,{name:"text",hash:{},data:a}))+`. It lands there when its requirements are met.
`},1:function(n,l,e,i,a){var r=n.lookupProperty;return n.escapeExpression(r(e,"code").call(l??(n.nullContext||{}),l!=null?r(l,"requester"):l,{name:"code",hash:{},data:a}))+": "},2:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return((r=o(e,"if").call(u,l!=null?o(l,"requester"):l,{name:"if",hash:{},fn:n.program(1,a,0),inverse:n.noop,data:a}))!=null?r:"")+"this move is asked for already, in #"+n.escapeExpression(o(e,"text").call(u,l!=null?o(l,"pull"):l,{name:"text",hash:{},data:a}))+`.
`},3:function(n,l,e,i,a){var r=n.lookupProperty;return"Closed, since there is nothing left to do: "+n.escapeExpression(r(e,"text").call(l??(n.nullContext||{}),l!=null?r(l,"reason"):l,{name:"text",hash:{},data:a}))+`.
`},4:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return((r=s(e,"if").call(u,l!=null?s(l,"requester"):l,{name:"if",hash:{},fn:n.program(1,a,0),inverse:n.noop,data:a}))!=null?r:"")+o(s(e,"text").call(u,l!=null?s(l,"title"):l,{name:"text",hash:{},data:a}))+" cannot be moved like this: "+o(s(e,"text").call(u,l!=null?s(l,"reason"):l,{name:"text",hash:{},data:a}))+`.
`+((r=s(e,"if").call(u,l!=null?s(l,"allowed"):l,{name:"if",hash:{},fn:n.program(5,a,0),inverse:n.noop,data:a}))!=null?r:"")},5:function(n,l,e,i,a){var r,u=n.lookupProperty;return`
From where it stands it can move to:
`+((r=u(e,"each").call(l??(n.nullContext||{}),l!=null?u(l,"allowed"):l,{name:"each",hash:{},fn:n.program(6,a,0),inverse:n.noop,data:a}))!=null?r:"")},6:function(n,l,e,i,a){var r=n.lookupProperty;return"- "+n.escapeExpression(r(e,"code").call(l??(n.nullContext||{}),l,{name:"code",hash:{},data:a}))+`
`},compiler:[8,">= 4.3.0"],main:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return((r=o(e,"if").call(u,l!=null?o(l,"isRequested"):l,{name:"if",hash:{},fn:n.program(0,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,l!=null?o(l,"isExisting"):l,{name:"if",hash:{},fn:n.program(2,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,l!=null?o(l,"isMoot"):l,{name:"if",hash:{},fn:n.program(3,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,l!=null?o(l,"isRefused"):l,{name:"if",hash:{},fn:n.program(4,a,0),inverse:n.noop,data:a}))!=null?r:"")},useData:!0},summary:{0:function(n,l,e,i,a){var r,u=n.lookupProperty;return"| Command | "+n.escapeExpression(u(e,"cell").call(l??(n.nullContext||{}),(r=l!=null?u(l,"record"):l)!=null?u(r,"command"):r,{name:"cell",hash:{},data:a}))+` |
`},1:function(n,l,e,i,a){var r,u=n.lookupProperty;return`| Parameter | Value |
| :-- | :-- |
`+((r=u(e,"each").call(l??(n.nullContext||{}),(r=l!=null?u(l,"record"):l)!=null?u(r,"params"):r,{name:"each",hash:{},fn:n.program(2,a,0),inverse:n.noop,data:a}))!=null?r:"")+`
`},2:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{max:120},data:a}))+" | "+u(o(e,"cell").call(r,l!=null?o(l,"value"):l,{name:"cell",hash:{max:200},data:a}))+` |
`},3:function(n,l,e,i,a){var r,u=n.lookupProperty;return`| Data | Version | Strength | Size |
| :-- | :-- | :-- | --: |
`+((r=u(e,"each").call(l??(n.nullContext||{}),(r=l!=null?u(l,"record"):l)!=null?u(r,"data"):r,{name:"each",hash:{},fn:n.program(4,a,0),inverse:n.noop,data:a}))!=null?r:"")+`
`},4:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{max:200},data:a}))+" | "+u(o(e,"cell").call(r,l!=null?o(l,"id"):l,{name:"cell",hash:{max:80},data:a}))+" | "+u(o(e,"text").call(r,l!=null?o(l,"strength"):l,{name:"text",hash:{},data:a}))+" | "+u(o(e,"bytes").call(r,l!=null?o(l,"bytes"):l,{name:"bytes",hash:{},data:a}))+` |
`},5:function(n,l,e,i,a){var r,u=n.lookupProperty;return`| File | Kind | Size |
| :-- | :-- | --: |
`+((r=u(e,"each").call(l??(n.nullContext||{}),(r=l!=null?u(l,"record"):l)!=null?u(r,"files"):r,{name:"each",hash:{},fn:n.program(6,a,0),inverse:n.noop,data:a}))!=null?r:"")+`
`},6:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"path"):l,{name:"cell",hash:{max:200},data:a}))+" | "+u(o(e,"text").call(r,l!=null?o(l,"role"):l,{name:"text",hash:{},data:a}))+" | "+u(o(e,"bytes").call(r,l!=null?o(l,"bytes"):l,{name:"bytes",hash:{},data:a}))+` |
`},compiler:[8,">= 4.3.0"],main:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return((r=n.invokePartial(s(i,"_report"),l!=null?s(l,"report"):l,{name:"_report",data:a,helpers:e,partials:i,decorators:n.decorators}))!=null?r:"")+`
<details><summary>The record</summary>

| | |
| :-- | :-- |
| Status | `+o(s(e,"text").call(u,(r=l!=null?s(l,"record"):l)!=null?s(r,"status"):r,{name:"text",hash:{},data:a}))+` |
| Started | `+o(s(e,"text").call(u,(r=l!=null?s(l,"record"):l)!=null?s(r,"startedAt"):r,{name:"text",hash:{},data:a}))+` |
| Wall time | `+o(s(e,"number").call(u,(r=l!=null?s(l,"record"):l)!=null?s(r,"wallSeconds"):r,{name:"number",hash:{},data:a}))+` s |
| CPU time | `+o(s(e,"number").call(u,(r=l!=null?s(l,"record"):l)!=null?s(r,"cpuSeconds"):r,{name:"number",hash:{},data:a}))+` s |
| Peak memory | `+o(s(e,"bytes").call(u,(r=l!=null?s(l,"record"):l)!=null?s(r,"peakMemoryBytes"):r,{name:"bytes",hash:{},data:a}))+` |
`+((r=s(e,"if").call(u,(r=l!=null?s(l,"record"):l)!=null?s(r,"command"):r,{name:"if",hash:{},fn:n.program(0,a,0),inverse:n.noop,data:a}))!=null?r:"")+`
`+((r=s(e,"if").call(u,(r=l!=null?s(l,"record"):l)!=null?s(r,"params"):r,{name:"if",hash:{},fn:n.program(1,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,(r=l!=null?s(l,"record"):l)!=null?s(r,"data"):r,{name:"if",hash:{},fn:n.program(3,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,(r=l!=null?s(l,"record"):l)!=null?s(r,"files"):r,{name:"if",hash:{},fn:n.program(5,a,0),inverse:n.noop,data:a}))!=null?r:"")+`</details>
`},usePartial:!0,useData:!0},"version-pull":{0:function(n,l,e,i,a){var r,u=n.lookupProperty;return"| started by | "+n.escapeExpression(u(e,"cell").call(l??(n.nullContext||{}),(r=l!=null?u(l,"source"):l)!=null?u(r,"actor"):r,{name:"cell",hash:{},data:a}))+` |
`},1:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return`
### Metrics

| metric | value |
| --- | ---: |
`+((r=o(e,"each").call(u,l!=null?o(l,"metrics"):l,{name:"each",hash:{},fn:n.program(2,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,(r=l!=null?o(l,"more"):l)!=null?o(r,"metrics"):r,{name:"if",hash:{},fn:n.program(3,a,0),inverse:n.noop,data:a}))!=null?r:"")},2:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{},data:a}))+" | "+u(o(e,"number").call(r,l!=null?o(l,"value"):l,{name:"number",hash:{},data:a}))+` |
`},3:function(n,l,e,i,a){var r,u=n.lookupProperty;return`
And `+n.escapeExpression(u(e,"text").call(l??(n.nullContext||{}),(r=l!=null?u(l,"more"):l)!=null?u(r,"metrics"):r,{name:"text",hash:{},data:a}))+" more in `run.json`.\n"},4:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return`
### Parameters

| parameter | value |
| --- | --- |
`+((r=o(e,"each").call(u,l!=null?o(l,"params"):l,{name:"each",hash:{},fn:n.program(5,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,(r=l!=null?o(l,"more"):l)!=null?o(r,"params"):r,{name:"if",hash:{},fn:n.program(6,a,0),inverse:n.noop,data:a}))!=null?r:"")},5:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{},data:a}))+" | "+u(o(e,"cell").call(r,l!=null?o(l,"value"):l,{name:"cell",hash:{},data:a}))+` |
`},6:function(n,l,e,i,a){var r,u=n.lookupProperty;return`
And `+n.escapeExpression(u(e,"text").call(l??(n.nullContext||{}),(r=l!=null?u(l,"more"):l)!=null?u(r,"params"):r,{name:"text",hash:{},data:a}))+" more in `run.json`.\n"},7:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return`
### Data

| data | version | strength |
| --- | --- | --- |
`+((r=o(e,"each").call(u,l!=null?o(l,"data"):l,{name:"each",hash:{},fn:n.program(8,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,(r=l!=null?o(l,"more"):l)!=null?o(r,"data"):r,{name:"if",hash:{},fn:n.program(9,a,0),inverse:n.noop,data:a}))!=null?r:"")},8:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{},data:a}))+" | "+u(o(e,"cell").call(r,l!=null?o(l,"id"):l,{name:"cell",hash:{},data:a}))+" | "+u(o(e,"text").call(r,l!=null?o(l,"strength"):l,{name:"text",hash:{},data:a}))+` |
`},9:function(n,l,e,i,a){var r,u=n.lookupProperty;return`
And `+n.escapeExpression(u(e,"text").call(l??(n.nullContext||{}),(r=l!=null?u(l,"more"):l)!=null?u(r,"data"):r,{name:"text",hash:{},data:a}))+" more in `run.json`.\n"},10:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return`
### Files of the model

| file | size | SHA-256 |
| --- | ---: | --- |
`+((r=o(e,"each").call(u,l!=null?o(l,"files"):l,{name:"each",hash:{},fn:n.program(11,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,(r=l!=null?o(l,"more"):l)!=null?o(r,"files"):r,{name:"if",hash:{},fn:n.program(12,a,0),inverse:n.noop,data:a}))!=null?r:"")},11:function(n,l,e,i,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"path"):l,{name:"cell",hash:{},data:a}))+" | "+u(o(e,"bytes").call(r,l!=null?o(l,"bytes"):l,{name:"bytes",hash:{},data:a}))+" | "+u(o(e,"cell").call(r,l!=null?o(l,"digest"):l,{name:"cell",hash:{},data:a}))+` |
`},12:function(n,l,e,i,a){var r,u=n.lookupProperty;return`
And `+n.escapeExpression(u(e,"text").call(l??(n.nullContext||{}),(r=l!=null?u(l,"more"):l)!=null?u(r,"files"):r,{name:"text",hash:{},data:a}))+" more in `version.json`.\n"},compiler:[8,">= 4.3.0"],main:function(n,l,e,i,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return"Version "+o(s(e,"text").call(u,l!=null?s(l,"version"):l,{name:"text",hash:{},data:a}))+" of **"+o(s(e,"text").call(u,l!=null?s(l,"model"):l,{name:"text",hash:{},data:a}))+"**, from the run "+o(s(e,"codelink").call(u,(r=l!=null?s(l,"run"):l)!=null?s(r,"id"):r,(r=l!=null?s(l,"run"):l)!=null?s(r,"url"):r,{name:"codelink",hash:{},data:a}))+" of the experiment "+o(s(e,"code").call(u,(r=l!=null?s(l,"run"):l)!=null?s(r,"experiment"):r,{name:"code",hash:{},data:a}))+`.

| | |
| --- | --- |
| trained at | `+o(s(e,"codelink").call(u,(r=l!=null?s(l,"source"):l)!=null?s(r,"shortCommit"):r,(r=l!=null?s(l,"source"):l)!=null?s(r,"url"):r,{name:"codelink",hash:{},data:a}))+" in "+o(s(e,"cell").call(u,(r=l!=null?s(l,"source"):l)!=null?s(r,"repository"):r,{name:"cell",hash:{},data:a}))+", branch "+o(s(e,"cell").call(u,(r=l!=null?s(l,"source"):l)!=null?s(r,"branch"):r,{name:"cell",hash:{},data:a}))+` |
| workflow | `+o(s(e,"cell").call(u,(r=l!=null?s(l,"source"):l)!=null?s(r,"workflow"):r,{name:"cell",hash:{},data:a}))+` |
`+((r=s(e,"if").call(u,(r=l!=null?s(l,"source"):l)!=null?s(r,"actor"):r,{name:"if",hash:{},fn:n.program(0,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"metrics"):l,{name:"if",hash:{},fn:n.program(1,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"params"):l,{name:"if",hash:{},fn:n.program(4,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"data"):l,{name:"if",hash:{},fn:n.program(7,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"files"):l,{name:"if",hash:{},fn:n.program(10,a,0),inverse:n.noop,data:a}))!=null?r:"")+"\n### What to do here\n\n- Complete `card.md` on this branch; every other file is fixed.\n- When the requirements of the first stage are met, Pedigree lands this pull request. It stays the version's home: its label says where the version stands.\n- To move the version later, put a label such as `stage: production` on this pull request or write `/promote production` in a comment.\n"},useData:!0}};var oa=/(?![\uFE00-\uFE0F])[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;function A(n){return n.replace(/\r\n|[\r\n\u0085\u2028\u2029]/g,"\u2424").replace(new RegExp("\\p{Cc}","gu"),ia).replace(oa,"\uFFFD").replaceAll("<!--","\u2039!--")}function E(n,l=200){let e=ll(A(n),l);if(e.trim()==="")return e===""?"`(empty)`":`\`(${e.length} spaces)\``;let i="`".repeat(xn(e,"`")+1),a=/^[` ]|[` ]$/.test(e)?" ":"";return`${i}${a}${e}${a}${i}`}function Cl(n,l=200){return E(n,l).replace(/(\\*)\|/g,(e,i)=>i===""?"\\|":`${i}\u2502`)}function gn(n,l=1e4){let e=n.replace(/\r\n?|[\u0085\u2028\u2029]/g,`
`).split(`
`).map(r=>A(r).replaceAll("\u2409","  ")),i=ll(e.join(`
`),l),a="`".repeat(Math.max(3,xn(i,"`")+1));return`${a}text
${i}
${a}`}var sa={"&":"&amp;","<":"&lt;",">":"&gt;",'"':"&quot;","'":"&#39;","`":"&#96;","*":"&#42;","[":"&#91;","]":"&#93;","|":"&#124;","\\":"&#92;","~":"&#126;","#":"&#35;","@":"\uFF20"};function H(n){return A(n).replace(/[&<>"'`*[\]|\\~#@]/g,l=>sa[l]??l)}function kn(n,l=200){let e=ll(A(n),l).replace(/[!-/:-@[-`{-~]/g,i=>`&#${i.charCodeAt(0)};`);return`<code>${e===""?"(empty)":e}</code>`}function vn(n,l=60){return`"${ll(A(n).replace(/[^\p{L}\p{N} ._/()+-]/gu,"_"),l)}"`}function ll(n,l){if(n.length<=l)return n;let e=Math.max(0,l-1),i=n.charCodeAt(e);return i>=56320&&i<=57343&&(e-=1),`${n.slice(0,Math.max(0,e))}\u2026`}function xn(n,l){let e=0,i=0;for(let a of n)i=a===l?i+1:0,e=Math.max(e,i);return e}function ia(n){let l=n.charCodeAt(0);return l===127?"\u2421":l<32?String.fromCharCode(9216+l):"\uFFFD"}function yn(n,l,e){let i=pn(l,e);return i===void 0?E(n):`[${H(n)}](${i})`}function Pn(n,l,e){let i=pn(l,e);return i===void 0?E(n):`[${E(n)}](${i})`}function pn(n,l){if(typeof n!="string"||n.length>2e3||!URL.canParse(n))return;let e=new URL(n),i=new URL(l);if(!(e.origin!==i.origin||e.username!==""||e.password!==""))return e.href.replace(/[()<>\\|*_~`"'[\]{}@^\s]/g,a=>encodeURIComponent(a)===a?`%${a.charCodeAt(0).toString(16).toUpperCase()}`:encodeURIComponent(a))}function _l(n){if(n==null)return"\u2013";let l=typeof n=="number"?n:Number(n);if(Number.isNaN(l))return"NaN";if(!Number.isFinite(l))return l>0?"Infinity":"-Infinity";if(l===0)return"0";let e=Math.abs(l);return Number.isInteger(l)&&e<1e9?String(l):e>=1e9||e<1e-4?l.toExponential(3).replace(/\.?0+e/,"e"):wn(e>=1e5?l.toFixed(0):l.toPrecision(5))}function Cn(n){let l=_l(n);return typeof n!="number"||!Number.isFinite(n)||n===0?l:n>0?`+${l}`:`\u2212${l.slice(1)}`}function _n(n){if(typeof n!="number"||!Number.isFinite(n))return"\u2013";let l=n*100,e=Math.abs(l);if(e>=1e4)return l>0?"> +9999 %":"< \u22129999 %";let i=e>=100?0:e>=1?1:2,a=e.toFixed(i);return Number(a)===0?l===0?"0 %":"\u2248 0 %":`${l>0?"+":"\u2212"}${a} %`}function bn(n){if(typeof n!="number"||!Number.isFinite(n)||n===0)return"0";let l=Math.min(100,Math.max(0,4-Math.floor(Math.log10(Math.abs(n)))));return wn(n.toFixed(l))}function En(n){if(typeof n!="number"||!Number.isFinite(n))return"\u2013";let l=["B","kB","MB","GB","TB"],e=n,i=0;for(;e>=1e3&&i<l.length-1;)e/=1e3,i+=1;return`${i===0||e>=100?Math.round(e):e.toFixed(1)} ${l[i]}`}function wn(n){return n.includes(".")?n.replace(/\.?0+$/,""):n}var In={text:({value:n})=>H(P(n)),code:({value:n,max:l})=>E(P(n),l),cell:({value:n,max:l})=>Cl(P(n),l),phrase:({value:n,max:l})=>Mn(n,e=>E(e,l)),phrasecell:({value:n,max:l})=>Mn(n,e=>Cl(e,l)),json:({value:n})=>fa(n),html:({value:n,max:l})=>kn(P(n),l),lines:({value:n,max:l})=>gn(P(n),l),mermaid:({value:n,max:l})=>vn(P(n),l),number:({value:n})=>_l(n),change:({value:n})=>Cn(n),percent:({value:n})=>_n(n),decimal:({value:n})=>bn(n),bytes:({value:n})=>En(n),link:({value:n,second:l,server:e})=>yn(P(n),l,e),codelink:({value:n,second:l,server:e})=>Pn(P(n),l,e)};function Mn(n,l){return Array.isArray(n)?n.map(e=>ta(e)?H(e.text):l(ca(e))).join(""):l(P(n))}function ta(n){return An(n)&&n.foreign===!1&&typeof n.text=="string"}function ca(n){return P(An(n)?n.text:n)}function An(n){return typeof n=="object"&&n!==null}function fa(n){return typeof n=="number"&&Number.isFinite(n)?String(n):JSON.stringify(A(P(n))).replaceAll("<","\\u003c")}function P(n){return n==null?"":typeof n=="string"?n:typeof n=="number"||typeof n=="boolean"||typeof n=="bigint"?`${n}`:JSON.stringify(n)??""}function Da(n={}){let{server:l="https://github.com",precompiled:e=mn}=n,i=qn.default.default.create();for(let[r,u]of Object.entries(In))i.registerHelper(r,(...o)=>new i.SafeString(u({...ma(o),server:l})));let a=new Map(Object.entries(e).map(([r,u])=>[r,i.template(u)]));for(let[r,u]of a)r.startsWith("_")&&i.registerPartial(r,u);return{render(r,u){let o=a.get(r);if(o!==void 0)return o(u);throw new El("INTERNAL","no such template",{subject:`templates/${r}.md.hbs`})}}}function ma(n){let l=n.at(-1),e=typeof l=="object"&&l!==null&&"hash"in l?l.hash:void 0,i=typeof e=="object"&&e!==null&&"max"in e?e.max:void 0;return{value:n.length>1?n[0]:void 0,second:n.length>2?n[1]:void 0,max:typeof i=="number"?i:void 0}}export{Da as createRenderer};
