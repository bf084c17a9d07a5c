const require = process.getBuiltinModule;
import{a as o}from"./TSUTYXPJ.js";import"./KREEIZKG.js";import"./GSFOS72Q.js";export{o as createTokenClient};
