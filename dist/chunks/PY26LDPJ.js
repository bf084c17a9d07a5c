const require = process.getBuiltinModule;
import{a as o}from"./JCZ4KSBT.js";import"./ZGULNDUZ.js";import"./BFM2I6LO.js";export{o as createTokenClient};
