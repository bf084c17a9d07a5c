import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{a as Cl}from"./BHU5Z6M6.js";import{c as m,e as An}from"./XTTIDQYH.js";var y=m(k=>{"use strict";k.__esModule=!0;k.extend=wl;k.indexOf=On;k.escapeExpression=Sn;k.isEmpty=Dn;k.createFrame=qn;k.blockParams=hn;k.appendContextPath=Fn;var Rn={"&":"&amp;","<":"&lt;",">":"&gt;",'"':"&quot;","'":"&#x27;","`":"&#x60;","=":"&#x3D;"},Tn=/[&<>"'`=]/g,Ln=/[&<>"'`=]/;function Hn(n){return Rn[n]}function wl(n){for(var l=1;l<arguments.length;l++)for(var e in arguments[l])Object.prototype.hasOwnProperty.call(arguments[l],e)&&(n[e]=arguments[l][e]);return n}var rl=Object.prototype.toString;k.toString=rl;var nl=function(l){return typeof l=="function"};nl(/x/)&&(k.isFunction=nl=function(n){return typeof n=="function"&&rl.call(n)==="[object Function]"});k.isFunction=nl;var El=Array.isArray||function(n){return n&&typeof n=="object"?rl.call(n)==="[object Array]":!1};k.isArray=El;function On(n,l){for(var e=0,t=n.length;e<t;e++)if(n[e]===l)return e;return-1}function Sn(n){if(typeof n!="string"){if(n&&typeof n.toHTML=="function")return n.toHTML();if(n==null)return"";if(!n)return n+"";n=""+n}return Ln.test(n)?n.replace(Tn,Hn):n}function Dn(n){return!n&&n!==0?!0:!!(El(n)&&n.length===0)}function qn(n){var l=wl({},n);return l._parent=n,l}function hn(n,l){return n.path=l,n}function Fn(n,l){return(n?n+".":"")+l}});var b=m((D,Ml)=>{"use strict";D.__esModule=!0;var el=["description","fileName","lineNumber","endLineNumber","message","name","number","stack"];function al(n,l){var e=l&&l.loc,t=void 0,a=void 0,r=void 0,u=void 0;e&&e.start&&(t=e.start.line,r=e.start.column,e.end&&(a=e.end.line,u=e.end.column),n+=" - "+t+":"+r);for(var o=Error.prototype.constructor.call(this,n),s=0;s<el.length;s++)this[el[s]]=o[el[s]];Error.captureStackTrace&&Error.captureStackTrace(this,al);try{e&&(this.lineNumber=t,this.endLineNumber=a,Object.defineProperty?(Object.defineProperty(this,"column",{value:r,enumerable:!0}),Object.defineProperty(this,"endColumn",{value:u,enumerable:!0})):(this.column=r,this.endColumn=u))}catch{}}al.prototype=new Error;D.default=al;Ml.exports=D.default});var Nl=m((q,Il)=>{"use strict";q.__esModule=!0;var ul=y();q.default=function(n){n.registerHelper("blockHelperMissing",function(l,e){var t=e.inverse,a=e.fn;if(l===!0)return a(this);if(l===!1||l==null)return t(this);if(ul.isArray(l))return l.length>0?(e.ids&&(e.ids=[e.name]),n.helpers.each(l,e)):t(this);if(e.data&&e.ids){var r=ul.createFrame(e.data);r.contextPath=ul.appendContextPath(e.data.contextPath,e.name),e={data:r}}return a(l,e)})};Il.exports=q.default});var Rl=m((h,Al)=>{"use strict";h.__esModule=!0;function Bn(n){return n&&n.__esModule?n:{default:n}}var R=y(),Vn=b(),$n=Bn(Vn);function Un(n){try{var l=n.return;R.isFunction(l)&&l.call(n)}catch{}}h.default=function(n){n.registerHelper("each",function(l,e){if(!e)throw new $n.default("Must pass iterator to #each");var t=e.fn,a=e.inverse,r=0,u="",o=void 0,s=void 0;e.data&&e.ids&&(s=R.appendContextPath(e.data.contextPath,e.ids[0])+"."),R.isFunction(l)&&(l=l.call(this)),e.data&&(o=R.createFrame(e.data));function i(g,S,Nn,bl){o&&(o.key=g,o.index=S,o.first=S===0,o.last=!!Nn,s&&(o.contextPath=s+g)),u=u+t(bl,{data:o,blockParams:R.blockParams([bl,g],[s+g,null])})}if(l&&typeof l=="object")if(R.isArray(l))for(var c=l.length;r<c;r++)r in l&&i(r,r,r===l.length-1,l[r]);else if(typeof Symbol=="function"&&l[Symbol.iterator])for(var f=l[Symbol.iterator](),v=f.next();!v.done;){var A=f.next();try{i(r,r,A.done,v.value)}catch(g){throw A.done||Un(f),g}v=A,r++}else(function(){var g=void 0;Object.keys(l).forEach(function(S){g!==void 0&&i(g,r-1,!1,l[g]),g=S,r++}),g!==void 0&&i(g,r-1,!0,l[g])})();return r===0&&(u=a(this)),u})};Al.exports=h.default});var Ll=m((F,Tl)=>{"use strict";F.__esModule=!0;function dn(n){return n&&n.__esModule?n:{default:n}}var Wn=b(),jn=dn(Wn);F.default=function(n){n.registerHelper("helperMissing",function(){if(arguments.length!==1)throw new jn.default('Missing helper: "'+arguments[arguments.length-1].name+'"')})};Tl.exports=F.default});var Dl=m((B,Sl)=>{"use strict";B.__esModule=!0;function Gn(n){return n&&n.__esModule?n:{default:n}}var Hl=y(),zn=b(),Ol=Gn(zn);B.default=function(n){n.registerHelper("if",function(l,e){if(arguments.length!=2)throw new Ol.default("#if requires exactly one argument");return Hl.isFunction(l)&&(l=l.call(this)),!e.hash.includeZero&&!l||Hl.isEmpty(l)?e.inverse(this):e.fn(this)}),n.registerHelper("unless",function(l,e){if(arguments.length!=2)throw new Ol.default("#unless requires exactly one argument");return n.helpers.if.call(this,l,{fn:e.inverse,inverse:e.fn,hash:e.hash})})};Sl.exports=B.default});var hl=m((V,ql)=>{"use strict";V.__esModule=!0;V.default=function(n){n.registerHelper("log",function(){for(var l=[void 0],e=arguments[arguments.length-1],t=0;t<arguments.length-1;t++)l.push(arguments[t]);var a=1;e.hash.level!=null?a=e.hash.level:e.data&&e.data.level!=null&&(a=e.data.level),l[0]=a,n.log.apply(n,l)})};ql.exports=V.default});var Bl=m(($,Fl)=>{"use strict";$.__esModule=!0;$.default=function(n){n.registerHelper("lookup",function(l,e,t){return l&&t.lookupProperty(l,e)})};Fl.exports=$.default});var $l=m((U,Vl)=>{"use strict";U.__esModule=!0;function Xn(n){return n&&n.__esModule?n:{default:n}}var H=y(),Zn=b(),Kn=Xn(Zn);U.default=function(n){n.registerHelper("with",function(l,e){if(arguments.length!=2)throw new Kn.default("#with requires exactly one argument");H.isFunction(l)&&(l=l.call(this));var t=e.fn;if(H.isEmpty(l))return e.inverse(this);var a=e.data;return e.data&&e.ids&&(a=H.createFrame(e.data),a.contextPath=H.appendContextPath(e.data.contextPath,e.ids[0])),t(l,{data:a,blockParams:H.blockParams([l],[a&&a.contextPath])})})};Vl.exports=U.default});var ol=m(d=>{"use strict";d.__esModule=!0;d.registerDefaultHelpers=fr;d.moveHelperToHooks=mr;function w(n){return n&&n.__esModule?n:{default:n}}var Jn=Nl(),Yn=w(Jn),Qn=Rl(),lr=w(Qn),nr=Ll(),rr=w(nr),er=Dl(),ar=w(er),ur=hl(),or=w(ur),sr=Bl(),tr=w(sr),ir=$l(),cr=w(ir);function fr(n){Yn.default(n),lr.default(n),rr.default(n),ar.default(n),or.default(n),tr.default(n),cr.default(n)}function mr(n,l,e){n.helpers[l]&&(n.hooks[l]=n.helpers[l],e||(n.helpers[l]=void 0))}});var dl=m((W,Ul)=>{"use strict";W.__esModule=!0;var gr=y();W.default=function(n){n.registerDecorator("inline",function(l,e,t,a){var r=l;return e.partials||(e.partials={},r=function(u,o){var s=t.partials;t.partials=gr.extend({},s,e.partials);var i=l(u,o);return t.partials=s,i}),e.partials[a.args[0]]=a.fn,r})};Ul.exports=W.default});var Wl=m(sl=>{"use strict";sl.__esModule=!0;sl.registerDefaultDecorators=xr;function vr(n){return n&&n.__esModule?n:{default:n}}var kr=dl(),yr=vr(kr);function xr(n){yr.default(n)}});var tl=m((j,jl)=>{"use strict";j.__esModule=!0;var pr=y(),T={methodMap:["debug","info","warn","error"],level:"info",lookupLevel:function(l){if(typeof l=="string"){var e=pr.indexOf(T.methodMap,l.toLowerCase());e>=0?l=e:l=parseInt(l,10)}return l},log:function(l){if(l=T.lookupLevel(l),typeof console<"u"&&T.lookupLevel(T.level)<=l){var e=T.methodMap[l];console[e]||(e="log");for(var t=arguments.length,a=Array(t>1?t-1:0),r=1;r<t;r++)a[r-1]=arguments[r];console[e].apply(console,a)}}};j.default=T;jl.exports=j.default});var il=m(L=>{"use strict";L.__esModule=!0;L.createProtoAccessControl=Cr;L.resultIsAllowed=wr;L.isPrototypeConstructor=Er;L.resetLoggedProperties=Ir;function Pr(n){return n&&n.__esModule?n:{default:n}}var Gl=y(),_r=tl(),br=Pr(_r),G=Object.create(null);function Cr(n){var l=Object.create(null);l.__proto__=!1,Gl.extend(l,n.allowedProtoProperties);var e=Object.create(null);return e.constructor=!1,e.__defineGetter__=!1,e.__defineSetter__=!1,e.__lookupGetter__=!1,e.__lookupSetter__=!1,Gl.extend(e,n.allowedProtoMethods),{properties:{whitelist:l,defaultValue:n.allowProtoPropertiesByDefault},methods:{whitelist:e,defaultValue:n.allowProtoMethodsByDefault}}}function wr(n,l,e){return zl(typeof n=="function"?l.methods:l.properties,e)}function Er(n,l,e){return l==="constructor"&&typeof e=="function"&&n===e.prototype}function zl(n,l){return n.whitelist[l]!==void 0?n.whitelist[l]===!0:n.defaultValue!==void 0?n.defaultValue:(Mr(l),!1)}function Mr(n){G[n]!==!0&&(G[n]=!0,br.default.log("error",'Handlebars: Access has been denied to resolve the property "'+n+`" because it is not an "own property" of its parent.
You can add a runtime option to disable the check or this warning:
See https://handlebarsjs.com/api-reference/runtime-options.html#options-to-control-prototype-access for details`))}function Ir(){Object.keys(G).forEach(function(n){delete G[n]})}});var gl=m(p=>{"use strict";p.__esModule=!0;p.HandlebarsEnvironment=ml;function Xl(n){return n&&n.__esModule?n:{default:n}}var E=y(),Nr=b(),cl=Xl(Nr),Ar=ol(),Rr=Wl(),Tr=tl(),z=Xl(Tr),Lr=il(),Hr="4.7.10";p.VERSION=Hr;var Or=8;p.COMPILER_REVISION=Or;var Sr=7;p.LAST_COMPATIBLE_COMPILER_REVISION=Sr;var Dr={1:"<= 1.0.rc.2",2:"== 1.0.0-rc.3",3:"== 1.0.0-rc.4",4:"== 1.x.x",5:"== 2.0.0-alpha.x",6:">= 2.0.0-beta.1",7:">= 4.0.0 <4.3.0",8:">= 4.3.0"};p.REVISION_CHANGES=Dr;var fl="[object Object]";function ml(n,l,e){this.helpers=n||{},this.partials=l||{},this.decorators=e||{},Ar.registerDefaultHelpers(this),Rr.registerDefaultDecorators(this)}ml.prototype={constructor:ml,logger:z.default,log:z.default.log,registerHelper:function(l,e){if(E.toString.call(l)===fl){if(e)throw new cl.default("Arg not supported with multiple helpers");E.extend(this.helpers,l)}else this.helpers[l]=e},unregisterHelper:function(l){delete this.helpers[l]},registerPartial:function(l,e){if(E.toString.call(l)===fl)E.extend(this.partials,l);else{if(typeof e>"u")throw new cl.default('Attempting to register a partial called "'+l+'" as undefined');this.partials[l]=e}},unregisterPartial:function(l){delete this.partials[l]},registerDecorator:function(l,e){if(E.toString.call(l)===fl){if(e)throw new cl.default("Arg not supported with multiple decorators");E.extend(this.decorators,l)}else this.decorators[l]=e},unregisterDecorator:function(l){delete this.decorators[l]},resetLoggedPropertyAccesses:function(){Lr.resetLoggedProperties()}};var qr=z.default.log;p.log=qr;p.createFrame=E.createFrame;p.logger=z.default});var Kl=m((X,Zl)=>{"use strict";X.__esModule=!0;function vl(n){this.string=n}vl.prototype.toString=vl.prototype.toHTML=function(){return""+this.string};X.default=vl;Zl.exports=X.default});var Jl=m(kl=>{"use strict";kl.__esModule=!0;kl.wrapHelper=hr;function hr(n,l){if(typeof n!="function")return n;var e=function(){var a=arguments[arguments.length-1];return arguments[arguments.length-1]=l(a),n.apply(this,arguments)};return e}});var rn=m(C=>{"use strict";C.__esModule=!0;C.checkRevision=dr;C.template=Wr;C.wrapProgram=Z;C.resolvePartial=jr;C.invokePartial=Gr;C.noop=ln;function Fr(n){return n&&n.__esModule?n:{default:n}}function Br(n){if(n&&n.__esModule)return n;var l={};if(n!=null)for(var e in n)Object.prototype.hasOwnProperty.call(n,e)&&(l[e]=n[e]);return l.default=n,l}var Vr=y(),M=Br(Vr),$r=b(),x=Fr($r),P=gl(),Yl=ol(),Ur=Jl(),yl=il();function dr(n){var l=n&&n[0]||1,e=P.COMPILER_REVISION;if(!(l>=P.LAST_COMPATIBLE_COMPILER_REVISION&&l<=P.COMPILER_REVISION))if(l<P.LAST_COMPATIBLE_COMPILER_REVISION){var t=P.REVISION_CHANGES[e],a=P.REVISION_CHANGES[l];throw new x.default("Template was precompiled with an older version of Handlebars than the current runtime. Please update your precompiler to a newer version ("+t+") or downgrade your runtime to an older version ("+a+").")}else throw new x.default("Template was precompiled with a newer version of Handlebars than the current runtime. Please update your runtime to a newer version ("+n[1]+").")}function Wr(n,l){if(!l)throw new x.default("No environment passed to template");if(!n||!n.main)throw new x.default("Unknown template object: "+typeof n);n.main.decorator=n.main_d,l.VM.checkRevision(n.compiler);var e=n.compiler&&n.compiler[0]===7;function t(u,o,s){s.hash&&(o=M.extend({},o,s.hash),s.ids&&(s.ids[0]=!0)),u=l.VM.resolvePartial.call(this,u,o,s),s.hooks=this.hooks,s.protoAccessControl=this.protoAccessControl;var i=l.VM.invokePartial.call(this,u,o,s);if(i==null&&M.isFunction(u))throw new x.default("The partial "+s.name+" returned no output: partials must return a string");if(i==null&&l.compile){if(typeof u!="string")throw new x.default("The partial "+s.name+" could not be compiled: partials must be strings or functions returning strings");s.partials[s.name]=l.compile(u,n.compilerOptions,l),i=s.partials[s.name](o,s)}if(i!=null){if(s.indent){for(var c=i.split(`
`),f=0,v=c.length;f<v&&!(!c[f]&&f+1===v);f++)c[f]=s.indent+c[f];i=c.join(`
`)}return i}else throw new x.default("The partial "+s.name+" could not be compiled when running in runtime-only mode")}var a={strict:function(o,s,i){if(!o||!(s in o))throw new x.default('"'+s+'" not defined in '+o,{loc:i});return a.lookupProperty(o,s)},lookupProperty:function(o,s){var i=o[s];if(i==null||Object.prototype.hasOwnProperty.call(o,s)&&!yl.isPrototypeConstructor(o,s,i)||yl.resultIsAllowed(i,a.protoAccessControl,s))return i},lookup:function(o,s){for(var i=o.length,c=0;c<i;c++){var f=o[c]&&a.lookupProperty(o[c],s);if(f!=null)return f}},lambda:function(o,s){return typeof o=="function"?o.call(s):o},escapeExpression:M.escapeExpression,invokePartial:t,fn:function(o){var s=n[o];return s.decorator=n[o+"_d"],s},programs:[],program:function(o,s,i,c,f){var v=this.programs[o],A=this.fn(o);return s||f||c||i?v=Z(this,o,A,s,i,c,f):v||(v=this.programs[o]=Z(this,o,A)),v},data:function(o,s){for(;o&&s--;)o=o._parent;return o},mergeIfNeeded:function(o,s){var i=o||s;return o&&s&&o!==s&&(i=M.extend({},s,o)),i},nullContext:Object.seal({}),noop:l.VM.noop,compilerInfo:n.compiler};function r(u){var o=arguments.length<=1||arguments[1]===void 0?{}:arguments[1],s=o.data;r._setup(o),!o.partial&&n.useData&&(s=zr(u,s));var i=void 0,c=n.useBlockParams?[]:void 0;n.useDepths&&(o.depths?i=u!=o.depths[0]?[u].concat(o.depths):o.depths:i=[u]);function f(v){return""+n.main(a,v,a.helpers,a.partials,s,c,i)}return f=nn(n.main,f,a,o.depths||[],s,c),f(u,o)}return r.isTop=!0,r._setup=function(u){if(u.partial)a.protoAccessControl=u.protoAccessControl,a.helpers=u.helpers,a.partials=u.partials,a.decorators=u.decorators,a.hooks=u.hooks;else{var o={};Ql(o,l.helpers,a),Ql(o,u.helpers,a),a.helpers=o,n.usePartial&&(a.partials=a.mergeIfNeeded(u.partials,l.partials)),(n.usePartial||n.useDecorators)&&(a.decorators=M.extend({},l.decorators,u.decorators)),a.hooks={},a.protoAccessControl=yl.createProtoAccessControl(u);var s=u.allowCallsToHelperMissing||e;Yl.moveHelperToHooks(a,"helperMissing",s),Yl.moveHelperToHooks(a,"blockHelperMissing",s)}},r._child=function(u,o,s,i){if(n.useBlockParams&&!s)throw new x.default("must pass block params");if(n.useDepths&&!i)throw new x.default("must pass parent depths");return Z(a,u,n[u],o,0,s,i)},r}function Z(n,l,e,t,a,r,u){function o(s){var i=arguments.length<=1||arguments[1]===void 0?{}:arguments[1],c=u;return u&&s!=u[0]&&!(s===n.nullContext&&u[0]===null)&&(c=[s].concat(u)),e(n,s,n.helpers,n.partials,i.data||t,r&&[i.blockParams].concat(r),c)}return o=nn(e,o,n,u,t,r),o.program=l,o.depth=u?u.length:0,o.blockParams=a||0,o}function jr(n,l,e){return n?typeof n!="function"&&!e.name&&(e.name=n,n=K(e.partials,n)):e.name==="@partial-block"?n=K(e.data,"partial-block"):n=K(e.partials,e.name),n}function Gr(n,l,e){var t=K(e.data,"partial-block");e.partial=!0,e.ids&&(e.data.contextPath=e.ids[0]||e.data.contextPath);var a=void 0;if(e.fn&&e.fn!==ln&&(function(){e.data=P.createFrame(e.data);var r=e.fn;a=e.data["partial-block"]=function(o){var s=arguments.length<=1||arguments[1]===void 0?{}:arguments[1];return s.data=P.createFrame(s.data),s.data["partial-block"]=t,r(o,s)},r.partials&&(e.partials=M.extend({},e.partials,r.partials))})(),n===void 0&&a&&(n=a),n===void 0)throw new x.default("The partial "+e.name+" could not be found");if(n instanceof Function)return n(l,e)}function ln(){return""}function K(n,l){if(n&&Object.prototype.hasOwnProperty.call(n,l))return n[l]}function zr(n,l){return(!l||!("root"in l))&&(l=l?P.createFrame(l):{},l.root=n),l}function nn(n,l,e,t,a,r){if(n.decorator){var u={};l=n.decorator(l,u,e,t&&t[0],a,r,t),M.extend(l,u)}return l}function Ql(n,l,e){l&&Object.keys(l).forEach(function(t){var a=l[t];n[t]=Xr(a,e)})}function Xr(n,l){var e=l.lookupProperty;return Ur.wrapHelper(n,function(t){return t.lookupProperty=e,t})}});var an=m((J,en)=>{"use strict";J.__esModule=!0;J.default=function(n){(function(){typeof globalThis!="object"&&(Object.prototype.__defineGetter__("__magic__",function(){return this}),__magic__.globalThis=__magic__,delete Object.prototype.__magic__)})();var l=globalThis.Handlebars;n.noConflict=function(){return globalThis.Handlebars===n&&(globalThis.Handlebars=l),n}};en.exports=J.default});var cn=m((Y,tn)=>{"use strict";Y.__esModule=!0;function pl(n){return n&&n.__esModule?n:{default:n}}function Pl(n){if(n&&n.__esModule)return n;var l={};if(n!=null)for(var e in n)Object.prototype.hasOwnProperty.call(n,e)&&(l[e]=n[e]);return l.default=n,l}var Zr=gl(),un=Pl(Zr),Kr=Kl(),Jr=pl(Kr),Yr=b(),Qr=pl(Yr),le=y(),xl=Pl(le),ne=rn(),on=Pl(ne),re=an(),ee=pl(re);function sn(){var n=new un.HandlebarsEnvironment;return xl.extend(n,un),n.SafeString=Jr.default,n.Exception=Qr.default,n.Utils=xl,n.escapeExpression=xl.escapeExpression,n.VM=on,n.template=function(l){return on.template(l,n)},n}var O=sn();O.create=sn;ee.default(O);O.default=O;Y.default=O;tn.exports=Y.default});var In=An(cn(),1);var fn={_changes:{0:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return"| "+n.escapeExpression(o(e,"cell").call(u,l!=null?o(l,"name"):l,{name:"cell",hash:{max:120},data:a}))+" | "+((r=o(e,"if").call(u,l!=null?o(l,"before"):l,{name:"if",hash:{},fn:n.program(1,a,0),inverse:n.program(2,a,0),data:a}))!=null?r:"")+" | "+((r=o(e,"if").call(u,l!=null?o(l,"after"):l,{name:"if",hash:{},fn:n.program(3,a,0),inverse:n.program(2,a,0),data:a}))!=null?r:"")+` |
`},1:function(n,l,e,t,a){var r=n.lookupProperty;return n.escapeExpression(r(e,"cell").call(l??(n.nullContext||{}),l!=null?r(l,"before"):l,{name:"cell",hash:{max:120},data:a}))},2:function(n,l,e,t,a){return"\u2013"},3:function(n,l,e,t,a){var r=n.lookupProperty;return n.escapeExpression(r(e,"cell").call(l??(n.nullContext||{}),l!=null?r(l,"after"):l,{name:"cell",hash:{max:120},data:a}))},4:function(n,l,e,t,a){var r=n.lookupProperty;return"| \u2026 and "+n.escapeExpression(r(e,"number").call(l??(n.nullContext||{}),l!=null?r(l,"omitted"):l,{name:"number",hash:{},data:a}))+` more | | |
`},compiler:[8,">= 4.3.0"],main:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return((r=o(e,"each").call(u,l!=null?o(l,"lines"):l,{name:"each",hash:{},fn:n.program(0,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,l!=null?o(l,"omitted"):l,{name:"if",hash:{},fn:n.program(4,a,0),inverse:n.noop,data:a}))!=null?r:"")},useData:!0},_chart:{0:function(n,l,e,t,a){return": \u{1F535} this run, \u{1F7E0} baseline"},1:function(n,l,e,t,a){var r=n.lookupProperty;return" (it ended at step "+n.escapeExpression(r(e,"number").call(l??(n.nullContext||{}),l!=null?r(l,"referenceEnds"):l,{name:"number",hash:{},data:a}))+" and is held from there)"},2:function(n,l,e,t,a){var r=n.lookupProperty;return". "+n.escapeExpression(r(e,"number").call(l??(n.nullContext||{}),l!=null?r(l,"broken"):l,{name:"number",hash:{},data:a}))+" points are NaN or infinite and not drawn"},3:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return((r=o(e,"if").call(u,a&&o(a,"index"),{name:"if",hash:{},fn:n.program(4,a,0),inverse:n.noop,data:a}))!=null?r:"")+n.escapeExpression(o(e,"decimal").call(u,l,{name:"decimal",hash:{},data:a}))},4:function(n,l,e,t,a){return", "},5:function(n,l,e,t,a){var r,u=n.lookupProperty;return"  line ["+((r=u(e,"each").call(l??(n.nullContext||{}),l!=null?u(l,"reference"):l,{name:"each",hash:{},fn:n.program(3,a,0),inverse:n.noop,data:a}))!=null?r:"")+`]
`},compiler:[8,">= 4.3.0"],main:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return o(s(e,"code").call(u,l!=null?s(l,"metric"):l,{name:"code",hash:{max:80},data:a}))+" over steps"+((r=s(e,"if").call(u,l!=null?s(l,"reference"):l,{name:"if",hash:{},fn:n.program(0,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"referenceEnds"):l,{name:"if",hash:{},fn:n.program(1,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"broken"):l,{name:"if",hash:{},fn:n.program(2,a,0),inverse:n.noop,data:a}))!=null?r:"")+`

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
`+((r=s(e,"if").call(u,l!=null?s(l,"reference"):l,{name:"if",hash:{},fn:n.program(5,a,0),inverse:n.noop,data:a}))!=null?r:"")+"```\n"},useData:!0},_metrics:{0:function(n,l,e,t,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{max:120},data:a}))+u(o(e,"text").call(r,l!=null?o(l,"arrow"):l,{name:"text",hash:{},data:a}))+" | "+u(o(e,"number").call(r,l!=null?o(l,"value"):l,{name:"number",hash:{},data:a}))+" | "+u(o(e,"number").call(r,l!=null?o(l,"reference"):l,{name:"number",hash:{},data:a}))+" | "+u(o(e,"change").call(r,l!=null?o(l,"change"):l,{name:"change",hash:{},data:a}))+" | "+u(o(e,"percent").call(r,l!=null?o(l,"ratio"):l,{name:"percent",hash:{},data:a}))+" | "+u(o(e,"text").call(r,l!=null?o(l,"mark"):l,{name:"text",hash:{},data:a}))+` |
`},1:function(n,l,e,t,a){var r=n.lookupProperty;return"| \u2026 and "+n.escapeExpression(r(e,"number").call(l??(n.nullContext||{}),l!=null?r(l,"omitted"):l,{name:"number",hash:{},data:a}))+` more | | | | | |
`},compiler:[8,">= 4.3.0"],main:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return((r=o(e,"each").call(u,l!=null?o(l,"rows"):l,{name:"each",hash:{},fn:n.program(0,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,l!=null?o(l,"omitted"):l,{name:"if",hash:{},fn:n.program(1,a,0),inverse:n.noop,data:a}))!=null?r:"")},useData:!0},_report:{0:function(n,l,e,t,a){var r=n.lookupProperty;return" \xB7 **run** "+n.escapeExpression(r(e,"code").call(l??(n.nullContext||{}),l!=null?r(l,"name"):l,{name:"code",hash:{},data:a}))},1:function(n,l,e,t,a){var r=n.lookupProperty;return" \xB7 "+n.escapeExpression(r(e,"text").call(l??(n.nullContext||{}),l!=null?r(l,"counts"):l,{name:"text",hash:{},data:a}))},2:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return o(s(e,"text").call(u,(r=l!=null?s(l,"baselineAbsent"):l)!=null?s(r,"text"):r,{name:"text",hash:{},data:a}))+" "+o(s(e,"code").call(u,(r=l!=null?s(l,"baselineAbsent"):l)!=null?s(r,"branch"):r,{name:"code",hash:{},data:a}))+`.

`},3:function(n,l,e,t,a){var r,u=n.lookupProperty;return((r=u(e,"if").call(l??(n.nullContext||{}),l!=null?u(l,"compared"):l,{name:"if",hash:{},fn:n.program(4,a,0),inverse:n.program(5,a,0),data:a}))!=null?r:"")+`
`},4:function(n,l,e,t,a){var r,u=n.lookupProperty;return`| Metric | This run | Baseline | Change | % | |
| :-- | --: | --: | --: | --: | :-- |
`+((r=n.invokePartial(u(t,"_metrics"),l!=null?u(l,"table"):l,{name:"_metrics",data:a,helpers:e,partials:t,decorators:n.decorators}))!=null?r:"")},5:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return`| Metric | This run |
| :-- | --: |
`+((r=o(e,"each").call(u,(r=l!=null?o(l,"table"):l)!=null?o(r,"rows"):r,{name:"each",hash:{},fn:n.program(6,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,(r=l!=null?o(l,"table"):l)!=null?o(r,"omitted"):r,{name:"if",hash:{},fn:n.program(7,a,0),inverse:n.noop,data:a}))!=null?r:"")},6:function(n,l,e,t,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{max:120},data:a}))+u(o(e,"text").call(r,l!=null?o(l,"arrow"):l,{name:"text",hash:{},data:a}))+" | "+u(o(e,"number").call(r,l!=null?o(l,"value"):l,{name:"number",hash:{},data:a}))+` |
`},7:function(n,l,e,t,a){var r,u=n.lookupProperty;return"| \u2026 and "+n.escapeExpression(u(e,"number").call(l??(n.nullContext||{}),(r=l!=null?u(l,"table"):l)!=null?u(r,"omitted"):r,{name:"number",hash:{},data:a}))+` more | |
`},8:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return"**"+o(s(e,"text").call(u,(r=(r=l!=null?s(l,"production"):l)!=null?s(r,"headline"):r)!=null?s(r,"icon"):r,{name:"text",hash:{},data:a}))+" "+o(s(e,"text").call(u,(r=(r=l!=null?s(l,"production"):l)!=null?s(r,"headline"):r)!=null?s(r,"text"):r,{name:"text",hash:{},data:a}))+"** ("+o(s(e,"code").call(u,(r=l!=null?s(l,"production"):l)!=null?s(r,"model"):r,{name:"code",hash:{},data:a}))+" version "+o(s(e,"number").call(u,(r=l!=null?s(l,"production"):l)!=null?s(r,"version"):r,{name:"number",hash:{},data:a}))+"): "+o(s(e,"text").call(u,(r=l!=null?s(l,"production"):l)!=null?s(r,"counts"):r,{name:"text",hash:{},data:a}))+`

`+((r=s(e,"if").call(u,(r=l!=null?s(l,"production"):l)!=null?s(r,"table"):r,{name:"if",hash:{},fn:n.program(9,a,0),inverse:n.noop,data:a}))!=null?r:"")},9:function(n,l,e,t,a){var r,u=n.lookupProperty;return`<details><summary>Metrics against production</summary>

| Metric | This run | Production | Change | % | |
| :-- | --: | --: | --: | --: | :-- |
`+((r=n.invokePartial(u(t,"_metrics"),(r=l!=null?u(l,"production"):l)!=null?u(r,"table"):r,{name:"_metrics",data:a,helpers:e,partials:t,decorators:n.decorators}))!=null?r:"")+`
</details>

`},10:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return o(s(e,"text").call(u,(r=l!=null?s(l,"productionAbsent"):l)!=null?s(r,"text"):r,{name:"text",hash:{},data:a}))+" "+o(s(e,"code").call(u,(r=l!=null?s(l,"productionAbsent"):l)!=null?s(r,"model"):r,{name:"code",hash:{},data:a}))+`.

`},11:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return((r=o(e,"if").call(u,(r=l!=null?o(l,"changes"):l)!=null?o(r,"goals"):r,{name:"if",hash:{},fn:n.program(12,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,(r=l!=null?o(l,"changes"):l)!=null?o(r,"params"):r,{name:"if",hash:{},fn:n.program(13,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,(r=l!=null?o(l,"changes"):l)!=null?o(r,"data"):r,{name:"if",hash:{},fn:n.program(14,a,0),inverse:n.noop,data:a}))!=null?r:"")},12:function(n,l,e,t,a){var r,u=n.lookupProperty;return`\u26A0\uFE0F **The yardstick itself changed**: goals or tolerances differ from those of the baseline.

| Metric | Baseline | This run |
| :-- | :-- | :-- |
`+((r=n.invokePartial(u(t,"_changes"),(r=l!=null?u(l,"changes"):l)!=null?u(r,"goals"):r,{name:"_changes",data:a,helpers:e,partials:t,decorators:n.decorators}))!=null?r:"")+`
`},13:function(n,l,e,t,a){var r,u=n.lookupProperty;return"**Parameters** ("+n.escapeExpression(u(e,"number").call(l??(n.nullContext||{}),(r=(r=l!=null?u(l,"changes"):l)!=null?u(r,"params"):r)!=null?u(r,"total"):r,{name:"number",hash:{},data:a}))+` changed)

| Parameter | Baseline | This run |
| :-- | :-- | :-- |
`+((r=n.invokePartial(u(t,"_changes"),(r=l!=null?u(l,"changes"):l)!=null?u(r,"params"):r,{name:"_changes",data:a,helpers:e,partials:t,decorators:n.decorators}))!=null?r:"")+`
`},14:function(n,l,e,t,a){var r,u=n.lookupProperty;return"**Data** ("+n.escapeExpression(u(e,"number").call(l??(n.nullContext||{}),(r=(r=l!=null?u(l,"changes"):l)!=null?u(r,"data"):r)!=null?u(r,"total"):r,{name:"number",hash:{},data:a}))+` changed)

| Data | Baseline | This run |
| :-- | :-- | :-- |
`+((r=n.invokePartial(u(t,"_changes"),(r=l!=null?u(l,"changes"):l)!=null?u(r,"data"):r,{name:"_changes",data:a,helpers:e,partials:t,decorators:n.decorators}))!=null?r:"")+`
`},15:function(n,l,e,t,a){var r,u=n.lookupProperty;return((r=n.invokePartial(u(t,"_chart"),l,{name:"_chart",data:a,helpers:e,partials:t,decorators:n.decorators}))!=null?r:"")+`
`},16:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return"<details><summary>More curves ("+n.escapeExpression(o(e,"number").call(u,(r=l!=null?o(l,"moreCharts"):l)!=null?o(r,"length"):r,{name:"number",hash:{},data:a}))+`)</summary>

`+((r=o(e,"each").call(u,l!=null?o(l,"moreCharts"):l,{name:"each",hash:{},fn:n.program(15,a,0),inverse:n.noop,data:a}))!=null?r:"")+`</details>

`},17:function(n,l,e,t,a){var r,u=n.lookupProperty;return`<details><summary>Other metrics</summary>

`+((r=u(e,"if").call(l??(n.nullContext||{}),l!=null?u(l,"compared"):l,{name:"if",hash:{},fn:n.program(18,a,0),inverse:n.program(19,a,0),data:a}))!=null?r:"")+`
</details>

`},18:function(n,l,e,t,a){var r,u=n.lookupProperty;return`| Metric | This run | Baseline | Change | % | |
| :-- | --: | --: | --: | --: | :-- |
`+((r=n.invokePartial(u(t,"_metrics"),l!=null?u(l,"others"):l,{name:"_metrics",data:a,helpers:e,partials:t,decorators:n.decorators}))!=null?r:"")},19:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return`| Metric | This run |
| :-- | --: |
`+((r=o(e,"each").call(u,(r=l!=null?o(l,"others"):l)!=null?o(r,"rows"):r,{name:"each",hash:{},fn:n.program(20,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,(r=l!=null?o(l,"others"):l)!=null?o(r,"omitted"):r,{name:"if",hash:{},fn:n.program(21,a,0),inverse:n.noop,data:a}))!=null?r:"")},20:function(n,l,e,t,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{max:120},data:a}))+" | "+u(o(e,"number").call(r,l!=null?o(l,"value"):l,{name:"number",hash:{},data:a}))+` |
`},21:function(n,l,e,t,a){var r,u=n.lookupProperty;return"| \u2026 and "+n.escapeExpression(u(e,"number").call(l??(n.nullContext||{}),(r=l!=null?u(l,"others"):l)!=null?u(r,"omitted"):r,{name:"number",hash:{},data:a}))+` more | |
`},22:function(n,l,e,t,a){var r,u=n.lookupProperty;return"<details><summary>Environment ("+n.escapeExpression(u(e,"number").call(l??(n.nullContext||{}),(r=(r=l!=null?u(l,"changes"):l)!=null?u(r,"environment"):r)!=null?u(r,"total"):r,{name:"number",hash:{},data:a}))+` changed)</summary>

| | Baseline | This run |
| :-- | :-- | :-- |
`+((r=n.invokePartial(u(t,"_changes"),(r=l!=null?u(l,"changes"):l)!=null?u(r,"environment"):r,{name:"_changes",data:a,helpers:e,partials:t,decorators:n.decorators}))!=null?r:"")+`
</details>

`},23:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return"<details><summary>Notes ("+n.escapeExpression(o(e,"number").call(u,(r=l!=null?o(l,"notes"):l)!=null?o(r,"length"):r,{name:"number",hash:{},data:a}))+`)</summary>

`+((r=o(e,"each").call(u,l!=null?o(l,"notes"):l,{name:"each",hash:{},fn:n.program(24,a,0),inverse:n.noop,data:a}))!=null?r:"")+`
</details>

`},24:function(n,l,e,t,a){var r=n.lookupProperty;return"- "+n.escapeExpression(r(e,"code").call(l??(n.nullContext||{}),l,{name:"code",hash:{max:400},data:a}))+`
`},25:function(n,l,e,t,a){var r,u=n.lookupProperty;return"Not everything found room here"+((r=u(e,"if").call(l??(n.nullContext||{}),(r=l!=null?u(l,"footer"):l)!=null?u(r,"artifactUrl"):r,{name:"if",hash:{},fn:n.program(26,a,0),inverse:n.program(27,a,0),data:a}))!=null?r:"")+`.

`},26:function(n,l,e,t,a){var r,u=n.lookupProperty;return": the whole record is in the "+n.escapeExpression(u(e,"link").call(l??(n.nullContext||{}),"run's artifact",(r=l!=null?u(l,"footer"):l)!=null?u(r,"artifactUrl"):r,{name:"link",hash:{},data:a}))},27:function(n,l,e,t,a){var r,u=n.lookupProperty;return(r=u(e,"if").call(l??(n.nullContext||{}),(r=l!=null?u(l,"footer"):l)!=null?u(r,"runUrl"):r,{name:"if",hash:{},fn:n.program(28,a,0),inverse:n.noop,data:a}))!=null?r:""},28:function(n,l,e,t,a){var r,u=n.lookupProperty;return": the whole record belongs to the "+n.escapeExpression(u(e,"link").call(l??(n.nullContext||{}),"workflow run",(r=l!=null?u(l,"footer"):l)!=null?u(r,"runUrl"):r,{name:"link",hash:{},data:a}))},29:function(n,l,e,t,a){var r,u=n.lookupProperty;return" \xB7 commit "+n.escapeExpression(u(e,"codelink").call(l??(n.nullContext||{}),(r=l!=null?u(l,"code"):l)!=null?u(r,"commit"):r,(r=l!=null?u(l,"code"):l)!=null?u(r,"commitUrl"):r,{name:"codelink",hash:{},data:a}))},30:function(n,l,e,t,a){return" with uncommitted changes"},31:function(n,l,e,t,a){var r,u=n.lookupProperty;return" \xB7 code since the baseline "+n.escapeExpression(u(e,"codelink").call(l??(n.nullContext||{}),(r=(r=l!=null?u(l,"code"):l)!=null?u(r,"compare"):r)!=null?u(r,"text"):r,(r=(r=l!=null?u(l,"code"):l)!=null?u(r,"compare"):r)!=null?u(r,"url"):r,{name:"codelink",hash:{},data:a}))},32:function(n,l,e,t,a){var r,u=n.lookupProperty;return" \xB7 "+n.escapeExpression(u(e,"link").call(l??(n.nullContext||{}),"workflow run",(r=l!=null?u(l,"footer"):l)!=null?u(r,"runUrl"):r,{name:"link",hash:{},data:a}))},33:function(n,l,e,t,a){var r,u=n.lookupProperty;return" \xB7 "+n.escapeExpression(u(e,"link").call(l??(n.nullContext||{}),"artifact",(r=l!=null?u(l,"footer"):l)!=null?u(r,"artifactUrl"):r,{name:"link",hash:{},data:a}))},34:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return" \xB7 baseline run "+o(s(e,"code").call(u,(r=l!=null?s(l,"footer"):l)!=null?s(r,"baselineRun"):r,{name:"code",hash:{},data:a}))+" of "+o(s(e,"text").call(u,(r=l!=null?s(l,"footer"):l)!=null?s(r,"baselineDate"):r,{name:"text",hash:{},data:a}))},compiler:[8,">= 4.3.0"],main:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return"### "+o(s(e,"text").call(u,(r=l!=null?s(l,"headline"):l)!=null?s(r,"icon"):r,{name:"text",hash:{},data:a}))+" "+o(s(e,"text").call(u,(r=l!=null?s(l,"headline"):l)!=null?s(r,"text"):r,{name:"text",hash:{},data:a}))+`

**Experiment** `+o(s(e,"code").call(u,l!=null?s(l,"experiment"):l,{name:"code",hash:{},data:a}))+((r=s(e,"if").call(u,l!=null?s(l,"name"):l,{name:"if",hash:{},fn:n.program(0,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"counts"):l,{name:"if",hash:{},fn:n.program(1,a,0),inverse:n.noop,data:a}))!=null?r:"")+`

`+((r=s(e,"if").call(u,l!=null?s(l,"baselineAbsent"):l,{name:"if",hash:{},fn:n.program(2,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"table"):l,{name:"if",hash:{},fn:n.program(3,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"production"):l,{name:"if",hash:{},fn:n.program(8,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"productionAbsent"):l,{name:"if",hash:{},fn:n.program(10,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"changed"):l,{name:"if",hash:{},fn:n.program(11,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"each").call(u,l!=null?s(l,"charts"):l,{name:"each",hash:{},fn:n.program(15,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"moreCharts"):l,{name:"if",hash:{},fn:n.program(16,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"others"):l,{name:"if",hash:{},fn:n.program(17,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,(r=l!=null?s(l,"changes"):l)!=null?s(r,"environment"):r,{name:"if",hash:{},fn:n.program(22,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"notes"):l,{name:"if",hash:{},fn:n.program(23,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,l!=null?s(l,"shortened"):l,{name:"if",hash:{},fn:n.program(25,a,0),inverse:n.noop,data:a}))!=null?r:"")+"<sub>Run "+o(s(e,"code").call(u,(r=l!=null?s(l,"footer"):l)!=null?s(r,"run"):r,{name:"code",hash:{},data:a}))+((r=s(e,"if").call(u,(r=l!=null?s(l,"code"):l)!=null?s(r,"commit"):r,{name:"if",hash:{},fn:n.program(29,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,(r=l!=null?s(l,"code"):l)!=null?s(r,"dirty"):r,{name:"if",hash:{},fn:n.program(30,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,(r=l!=null?s(l,"code"):l)!=null?s(r,"compare"):r,{name:"if",hash:{},fn:n.program(31,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,(r=l!=null?s(l,"footer"):l)!=null?s(r,"runUrl"):r,{name:"if",hash:{},fn:n.program(32,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,(r=l!=null?s(l,"footer"):l)!=null?s(r,"artifactUrl"):r,{name:"if",hash:{},fn:n.program(33,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=s(e,"if").call(u,(r=l!=null?s(l,"footer"):l)!=null?s(r,"baselineRun"):r,{name:"if",hash:{},fn:n.program(34,a,0),inverse:n.noop,data:a}))!=null?r:"")+`</sub>
`},usePartial:!0,useData:!0},comment:{compiler:[8,">= 4.3.0"],main:function(n,l,e,t,a){var r,u=n.lookupProperty;return(r=n.invokePartial(u(t,"_report"),l,{name:"_report",data:a,helpers:e,partials:t,decorators:n.decorators}))!=null?r:""},usePartial:!0,useData:!0},"model-card":{0:function(n,l,e,t,a){var r,u=n.lookupProperty;return"["+((r=u(e,"each").call(l??(n.nullContext||{}),l!=null?u(l,"owners"):l,{name:"each",hash:{},fn:n.program(1,a,0),inverse:n.noop,data:a}))!=null?r:"")+"]"},1:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return n.escapeExpression(o(e,"json").call(u,l,{name:"json",hash:{},data:a}))+((r=o(e,"unless").call(u,a&&o(a,"last"),{name:"unless",hash:{},fn:n.program(2,a,0),inverse:n.noop,data:a}))!=null?r:"")},2:function(n,l,e,t,a){return", "},3:function(n,l,e,t,a){return'"[More Information Needed]"'},4:function(n,l,e,t,a){var r=n.lookupProperty;return"pipeline_tag: "+n.escapeExpression(r(e,"json").call(l??(n.nullContext||{}),l!=null?r(l,"task"):l,{name:"json",hash:{},data:a}))+`
`},5:function(n,l,e,t,a){var r,u=n.lookupProperty;return"tags: ["+((r=u(e,"each").call(l??(n.nullContext||{}),l!=null?u(l,"tags"):l,{name:"each",hash:{},fn:n.program(1,a,0),inverse:n.noop,data:a}))!=null?r:"")+`]
`},6:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return`model-index:
  - name: `+o(s(e,"json").call(u,l!=null?s(l,"name"):l,{name:"json",hash:{},data:a}))+`
    results:
      - task: { type: `+((r=s(e,"if").call(u,l!=null?s(l,"task"):l,{name:"if",hash:{},fn:n.program(7,a,0),inverse:n.program(8,a,0),data:a}))!=null?r:"")+` }
        dataset: { `+((r=s(e,"if").call(u,l!=null?s(l,"dataset"):l,{name:"if",hash:{},fn:n.program(9,a,0),inverse:n.program(10,a,0),data:a}))!=null?r:"")+` }
        metrics:
`+((r=s(e,"each").call(u,l!=null?s(l,"results"):l,{name:"each",hash:{},fn:n.program(11,a,0),inverse:n.noop,data:a}))!=null?r:"")+"        source: { name: "+o(s(e,"json").call(u,(r=l!=null?s(l,"run"):l)!=null?s(r,"id"):r,{name:"json",hash:{},data:a}))+", url: "+o(s(e,"json").call(u,l!=null?s(l,"workflowUrl"):l,{name:"json",hash:{},data:a}))+` }
`},7:function(n,l,e,t,a){var r=n.lookupProperty;return n.escapeExpression(r(e,"json").call(l??(n.nullContext||{}),l!=null?r(l,"task"):l,{name:"json",hash:{},data:a}))},8:function(n,l,e,t,a){return"other"},9:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return"type: "+o(s(e,"json").call(u,(r=l!=null?s(l,"dataset"):l)!=null?s(r,"name"):r,{name:"json",hash:{},data:a}))+", name: "+o(s(e,"json").call(u,(r=l!=null?s(l,"dataset"):l)!=null?s(r,"name"):r,{name:"json",hash:{},data:a}))+", revision: "+o(s(e,"json").call(u,(r=l!=null?s(l,"dataset"):l)!=null?s(r,"revision"):r,{name:"json",hash:{},data:a}))},10:function(n,l,e,t,a){return"type: unspecified, name: unspecified"},11:function(n,l,e,t,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"          - { type: "+u(o(e,"json").call(r,l!=null?o(l,"name"):l,{name:"json",hash:{},data:a}))+", value: "+u(o(e,"json").call(r,l!=null?o(l,"value"):l,{name:"json",hash:{},data:a}))+` }
`},12:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return`| Data | Used for | Scheme | Version | Strength | Size |
| :-- | :-- | :-- | :-- | :-- | --: |
`+((r=o(e,"each").call(u,(r=l!=null?o(l,"data"):l)!=null?o(r,"rows"):r,{name:"each",hash:{},fn:n.program(13,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,(r=l!=null?o(l,"data"):l)!=null?o(r,"omitted"):r,{name:"if",hash:{},fn:n.program(14,a,0),inverse:n.noop,data:a}))!=null?r:"")},13:function(n,l,e,t,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{},data:a}))+" | "+u(o(e,"text").call(r,l!=null?o(l,"role"):l,{name:"text",hash:{},data:a}))+" | "+u(o(e,"text").call(r,l!=null?o(l,"scheme"):l,{name:"text",hash:{},data:a}))+" | "+u(o(e,"cell").call(r,l!=null?o(l,"id"):l,{name:"cell",hash:{max:80},data:a}))+" | "+u(o(e,"text").call(r,l!=null?o(l,"strength"):l,{name:"text",hash:{},data:a}))+" | "+u(o(e,"bytes").call(r,l!=null?o(l,"bytes"):l,{name:"bytes",hash:{},data:a}))+` |
`},14:function(n,l,e,t,a){var r,u=n.lookupProperty;return`
and `+n.escapeExpression(u(e,"number").call(l??(n.nullContext||{}),(r=l!=null?u(l,"data"):l)!=null?u(r,"omitted"):r,{name:"number",hash:{},data:a}))+" more, in `run.json`.\n"},15:function(n,l,e,t,a){return`The run recorded no data.
`},16:function(n,l,e,t,a){var r,u=n.lookupProperty;return"| Software | "+n.escapeExpression(u(e,"cell").call(l??(n.nullContext||{}),(r=l!=null?u(l,"environment"):l)!=null?u(r,"runtimes"):r,{name:"cell",hash:{},data:a}))+` |
`},17:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return`| Parameter | Value |
| :-- | :-- |
`+((r=o(e,"each").call(u,(r=l!=null?o(l,"params"):l)!=null?o(r,"rows"):r,{name:"each",hash:{},fn:n.program(18,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,(r=l!=null?o(l,"params"):l)!=null?o(r,"omitted"):r,{name:"if",hash:{},fn:n.program(19,a,0),inverse:n.noop,data:a}))!=null?r:"")},18:function(n,l,e,t,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{max:120},data:a}))+" | "+u(o(e,"cell").call(r,l!=null?o(l,"value"):l,{name:"cell",hash:{},data:a}))+` |
`},19:function(n,l,e,t,a){var r,u=n.lookupProperty;return`
and `+n.escapeExpression(u(e,"number").call(l??(n.nullContext||{}),(r=l!=null?u(l,"params"):l)!=null?u(r,"omitted"):r,{name:"number",hash:{},data:a}))+" more, in `run.json`.\n"},20:function(n,l,e,t,a){return`The run recorded no parameters.
`},21:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return`| Metric | Value |
| :-- | --: |
`+((r=o(e,"each").call(u,(r=l!=null?o(l,"metrics"):l)!=null?o(r,"rows"):r,{name:"each",hash:{},fn:n.program(22,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,(r=l!=null?o(l,"metrics"):l)!=null?o(r,"omitted"):r,{name:"if",hash:{},fn:n.program(23,a,0),inverse:n.noop,data:a}))!=null?r:"")},22:function(n,l,e,t,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{max:120},data:a}))+" | "+u(o(e,"number").call(r,l!=null?o(l,"value"):l,{name:"number",hash:{},data:a}))+` |
`},23:function(n,l,e,t,a){var r,u=n.lookupProperty;return`
and `+n.escapeExpression(u(e,"number").call(l??(n.nullContext||{}),(r=l!=null?u(l,"metrics"):l)!=null?u(r,"omitted"):r,{name:"number",hash:{},data:a}))+" more, in `run.json`.\n"},24:function(n,l,e,t,a){return`The run recorded no metrics.
`},25:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return`| File | Kind | SHA-256 | Size |
| :-- | :-- | :-- | --: |
`+((r=o(e,"each").call(u,(r=l!=null?o(l,"files"):l)!=null?o(r,"rows"):r,{name:"each",hash:{},fn:n.program(26,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"if").call(u,(r=l!=null?o(l,"files"):l)!=null?o(r,"omitted"):r,{name:"if",hash:{},fn:n.program(27,a,0),inverse:n.noop,data:a}))!=null?r:"")},26:function(n,l,e,t,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"path"):l,{name:"cell",hash:{},data:a}))+" | "+u(o(e,"text").call(r,l!=null?o(l,"role"):l,{name:"text",hash:{},data:a}))+" | "+u(o(e,"cell").call(r,l!=null?o(l,"digest"):l,{name:"cell",hash:{},data:a}))+" | "+u(o(e,"bytes").call(r,l!=null?o(l,"bytes"):l,{name:"bytes",hash:{},data:a}))+` |
`},27:function(n,l,e,t,a){var r,u=n.lookupProperty;return`
and `+n.escapeExpression(u(e,"number").call(l??(n.nullContext||{}),(r=l!=null?u(l,"files"):l)!=null?u(r,"omitted"):r,{name:"number",hash:{},data:a}))+" more, in `version.json`.\n"},28:function(n,l,e,t,a){var r,u=n.lookupProperty;return(r=u(e,"if").call(l??(n.nullContext||{}),(r=l!=null?u(l,"changes"):l)!=null?u(r,"none"):r,{name:"if",hash:{},fn:n.program(29,a,0),inverse:n.program(30,a,0),data:a}))!=null?r:""},29:function(n,l,e,t,a){var r,u=n.lookupProperty;return"Parameters, data and metrics are those of version "+n.escapeExpression(u(e,"number").call(l??(n.nullContext||{}),(r=l!=null?u(l,"changes"):l)!=null?u(r,"version"):r,{name:"number",hash:{},data:a}))+`.
`},30:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.lookupProperty;return"Against version "+n.escapeExpression(o(e,"number").call(u,(r=l!=null?o(l,"changes"):l)!=null?o(r,"version"):r,{name:"number",hash:{},data:a}))+`:

| What | Before | Now |
| :-- | :-- | :-- |
`+((r=o(e,"each").call(u,(r=(r=l!=null?o(l,"changes"):l)!=null?o(r,"params"):r)!=null?o(r,"rows"):r,{name:"each",hash:{},fn:n.program(31,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"each").call(u,(r=(r=l!=null?o(l,"changes"):l)!=null?o(r,"data"):r)!=null?o(r,"rows"):r,{name:"each",hash:{},fn:n.program(32,a,0),inverse:n.noop,data:a}))!=null?r:"")+((r=o(e,"each").call(u,(r=(r=l!=null?o(l,"changes"):l)!=null?o(r,"metrics"):r)!=null?o(r,"rows"):r,{name:"each",hash:{},fn:n.program(33,a,0),inverse:n.noop,data:a}))!=null?r:"")},31:function(n,l,e,t,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| parameter "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{max:120},data:a}))+" | "+u(o(e,"cell").call(r,l!=null?o(l,"before"):l,{name:"cell",hash:{},data:a}))+" | "+u(o(e,"cell").call(r,l!=null?o(l,"after"):l,{name:"cell",hash:{},data:a}))+` |
`},32:function(n,l,e,t,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| data "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{max:120},data:a}))+" | "+u(o(e,"cell").call(r,l!=null?o(l,"before"):l,{name:"cell",hash:{max:80},data:a}))+" | "+u(o(e,"cell").call(r,l!=null?o(l,"after"):l,{name:"cell",hash:{max:80},data:a}))+` |
`},33:function(n,l,e,t,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| metric "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{max:120},data:a}))+" | "+u(o(e,"number").call(r,l!=null?o(l,"before"):l,{name:"number",hash:{},data:a}))+" | "+u(o(e,"number").call(r,l!=null?o(l,"after"):l,{name:"number",hash:{},data:a}))+` |
`},34:function(n,l,e,t,a){return`This is the first version of this model.
`},compiler:[8,">= 4.3.0"],main:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return`---
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
`},useData:!0},summary:{0:function(n,l,e,t,a){var r,u=n.lookupProperty;return"| Command | "+n.escapeExpression(u(e,"cell").call(l??(n.nullContext||{}),(r=l!=null?u(l,"record"):l)!=null?u(r,"command"):r,{name:"cell",hash:{},data:a}))+` |
`},1:function(n,l,e,t,a){var r,u=n.lookupProperty;return`| Parameter | Value |
| :-- | :-- |
`+((r=u(e,"each").call(l??(n.nullContext||{}),(r=l!=null?u(l,"record"):l)!=null?u(r,"params"):r,{name:"each",hash:{},fn:n.program(2,a,0),inverse:n.noop,data:a}))!=null?r:"")+`
`},2:function(n,l,e,t,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{max:120},data:a}))+" | "+u(o(e,"cell").call(r,l!=null?o(l,"value"):l,{name:"cell",hash:{max:200},data:a}))+` |
`},3:function(n,l,e,t,a){var r,u=n.lookupProperty;return`| Data | Version | Strength | Size |
| :-- | :-- | :-- | --: |
`+((r=u(e,"each").call(l??(n.nullContext||{}),(r=l!=null?u(l,"record"):l)!=null?u(r,"data"):r,{name:"each",hash:{},fn:n.program(4,a,0),inverse:n.noop,data:a}))!=null?r:"")+`
`},4:function(n,l,e,t,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"name"):l,{name:"cell",hash:{max:200},data:a}))+" | "+u(o(e,"cell").call(r,l!=null?o(l,"id"):l,{name:"cell",hash:{max:80},data:a}))+" | "+u(o(e,"text").call(r,l!=null?o(l,"strength"):l,{name:"text",hash:{},data:a}))+" | "+u(o(e,"bytes").call(r,l!=null?o(l,"bytes"):l,{name:"bytes",hash:{},data:a}))+` |
`},5:function(n,l,e,t,a){var r,u=n.lookupProperty;return`| File | Kind | Size |
| :-- | :-- | --: |
`+((r=u(e,"each").call(l??(n.nullContext||{}),(r=l!=null?u(l,"record"):l)!=null?u(r,"files"):r,{name:"each",hash:{},fn:n.program(6,a,0),inverse:n.noop,data:a}))!=null?r:"")+`
`},6:function(n,l,e,t,a){var r=l??(n.nullContext||{}),u=n.escapeExpression,o=n.lookupProperty;return"| "+u(o(e,"cell").call(r,l!=null?o(l,"path"):l,{name:"cell",hash:{max:200},data:a}))+" | "+u(o(e,"text").call(r,l!=null?o(l,"role"):l,{name:"text",hash:{},data:a}))+" | "+u(o(e,"bytes").call(r,l!=null?o(l,"bytes"):l,{name:"bytes",hash:{},data:a}))+` |
`},compiler:[8,">= 4.3.0"],main:function(n,l,e,t,a){var r,u=l??(n.nullContext||{}),o=n.escapeExpression,s=n.lookupProperty;return((r=n.invokePartial(s(t,"_report"),l!=null?s(l,"report"):l,{name:"_report",data:a,helpers:e,partials:t,decorators:n.decorators}))!=null?r:"")+`
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
`},usePartial:!0,useData:!0}};var ae=/(?![\uFE00-\uFE0F])[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;function I(n){return n.replace(/\r\n|[\r\n\u0085\u2028\u2029]/g,"\u2424").replace(new RegExp("\\p{Cc}","gu"),oe).replace(ae,"\uFFFD").replaceAll("<!--","\u2039!--")}function N(n,l=200){let e=ll(I(n),l);if(e.trim()==="")return e===""?"`(empty)`":`\`(${e.length} spaces)\``;let t="`".repeat(yn(e,"`")+1),a=/^[` ]|[` ]$/.test(e)?" ":"";return`${t}${a}${e}${a}${t}`}function mn(n,l=200){return N(n,l).replace(/(\\*)\|/g,(e,t)=>t===""?"\\|":`${t}\u2502`)}function gn(n,l=1e4){let e=n.replace(/\r\n?|[\u0085\u2028\u2029]/g,`
`).split(`
`).map(r=>I(r).replaceAll("\u2409","  ")),t=ll(e.join(`
`),l),a="`".repeat(Math.max(3,yn(t,"`")+1));return`${a}text
${t}
${a}`}var ue={"&":"&amp;","<":"&lt;",">":"&gt;",'"':"&quot;","'":"&#39;","`":"&#96;","*":"&#42;","[":"&#91;","]":"&#93;","|":"&#124;","\\":"&#92;","~":"&#126;","#":"&#35;","@":"\uFF20"};function Q(n){return I(n).replace(/[&<>"'`*[\]|\\~#@]/g,l=>ue[l]??l)}function vn(n,l=200){let e=ll(I(n),l).replace(/[!-/:-@[-`{-~]/g,t=>`&#${t.charCodeAt(0)};`);return`<code>${e===""?"(empty)":e}</code>`}function kn(n,l=60){return`"${ll(I(n).replace(/[^\p{L}\p{N} ._/()+-]/gu,"_"),l)}"`}function ll(n,l){if(n.length<=l)return n;let e=Math.max(0,l-1),t=n.charCodeAt(e);return t>=56320&&t<=57343&&(e-=1),`${n.slice(0,Math.max(0,e))}\u2026`}function yn(n,l){let e=0,t=0;for(let a of n)t=a===l?t+1:0,e=Math.max(e,t);return e}function oe(n){let l=n.charCodeAt(0);return l===127?"\u2421":l<32?String.fromCharCode(9216+l):"\uFFFD"}function xn(n,l,e){let t=Pn(l,e);return t===void 0?N(n):`[${Q(n)}](${t})`}function pn(n,l,e){let t=Pn(l,e);return t===void 0?N(n):`[${N(n)}](${t})`}function Pn(n,l){if(typeof n!="string"||n.length>2e3||!URL.canParse(n))return;let e=new URL(n),t=new URL(l);if(!(e.origin!==t.origin||e.username!==""||e.password!==""))return e.href.replace(/[()<>\\|*_~`"'[\]{}@^\s]/g,a=>encodeURIComponent(a)===a?`%${a.charCodeAt(0).toString(16).toUpperCase()}`:encodeURIComponent(a))}function _l(n){if(n==null)return"\u2013";let l=typeof n=="number"?n:Number(n);if(Number.isNaN(l))return"NaN";if(!Number.isFinite(l))return l>0?"Infinity":"-Infinity";if(l===0)return"0";let e=Math.abs(l);return Number.isInteger(l)&&e<1e9?String(l):e>=1e9||e<1e-4?l.toExponential(3).replace(/\.?0+e/,"e"):En(e>=1e5?l.toFixed(0):l.toPrecision(5))}function _n(n){let l=_l(n);return typeof n!="number"||!Number.isFinite(n)||n===0?l:n>0?`+${l}`:`\u2212${l.slice(1)}`}function bn(n){if(typeof n!="number"||!Number.isFinite(n))return"\u2013";let l=n*100,e=Math.abs(l);if(e>=1e4)return l>0?"> +9999 %":"< \u22129999 %";let t=e>=100?0:e>=1?1:2,a=e.toFixed(t);return Number(a)===0?l===0?"0 %":"\u2248 0 %":`${l>0?"+":"\u2212"}${a} %`}function Cn(n){if(typeof n!="number"||!Number.isFinite(n)||n===0)return"0";let l=Math.min(100,Math.max(0,4-Math.floor(Math.log10(Math.abs(n)))));return En(n.toFixed(l))}function wn(n){if(typeof n!="number"||!Number.isFinite(n))return"\u2013";let l=["B","kB","MB","GB","TB"],e=n,t=0;for(;e>=1e3&&t<l.length-1;)e/=1e3,t+=1;return`${t===0||e>=100?Math.round(e):e.toFixed(1)} ${l[t]}`}function En(n){return n.includes(".")?n.replace(/\.?0+$/,""):n}var Mn={text:({value:n})=>Q(_(n)),code:({value:n,max:l})=>N(_(n),l),cell:({value:n,max:l})=>mn(_(n),l),json:({value:n})=>se(n),html:({value:n,max:l})=>vn(_(n),l),lines:({value:n,max:l})=>gn(_(n),l),mermaid:({value:n,max:l})=>kn(_(n),l),number:({value:n})=>_l(n),change:({value:n})=>_n(n),percent:({value:n})=>bn(n),decimal:({value:n})=>Cn(n),bytes:({value:n})=>wn(n),link:({value:n,second:l,server:e})=>xn(_(n),l,e),codelink:({value:n,second:l,server:e})=>pn(_(n),l,e)};function se(n){return typeof n=="number"&&Number.isFinite(n)?String(n):JSON.stringify(I(_(n))).replaceAll("<","\\u003c")}function _(n){return n==null?"":typeof n=="string"?n:typeof n=="number"||typeof n=="boolean"||typeof n=="bigint"?`${n}`:JSON.stringify(n)??""}function Ae(n={}){let{server:l="https://github.com",precompiled:e=fn}=n,t=In.default.default.create();for(let[r,u]of Object.entries(Mn))t.registerHelper(r,(...o)=>new t.SafeString(u({...te(o),server:l})));let a=new Map(Object.entries(e).map(([r,u])=>[r,t.template(u)]));for(let[r,u]of a)r.startsWith("_")&&t.registerPartial(r,u);return{render(r,u){let o=a.get(r);if(o!==void 0)return o(u);throw new Cl("INTERNAL","no such template",{subject:`templates/${r}.md.hbs`})}}}function te(n){let l=n.at(-1),e=typeof l=="object"&&l!==null&&"hash"in l?l.hash:void 0,t=typeof e=="object"&&e!==null&&"max"in e?e.max:void 0;return{value:n.length>1?n[0]:void 0,second:n.length>2?n[1]:void 0,max:typeof t=="number"?t:void 0}}export{Ae as createRenderer};
