const require = process.getBuiltinModule;
import{a as o}from"./GW5V7P7Q.js";import"./FXQIAVMP.js";import"./JEO6STYQ.js";export{o as createTokenClient};
