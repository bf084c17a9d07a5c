const require = process.getBuiltinModule;
import{a as o}from"./ZSSIS2FV.js";import"./ZUVGZO2U.js";import"./C47JF6UE.js";export{o as createTokenClient};
