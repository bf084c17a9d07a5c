const require = process.getBuiltinModule;
import{d as o}from"./ZI6WPR2B.js";import"./ZCEPUEPT.js";import"./FAQZLQWV.js";import"./SA2B2C2C.js";import"./Q5WWHYLJ.js";import"./BXLXW6T4.js";import"./5TE57B4M.js";import"./RW7B7IK7.js";import"./GLO4KCFD.js";import"./VSABMXNW.js";export{o as createDiscovery};
