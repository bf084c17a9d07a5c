const require = process.getBuiltinModule;
import{a as o}from"./EHE2B77B.js";import"./EGTTUEAU.js";import"./JKL3NBXB.js";export{o as createTokenClient};
