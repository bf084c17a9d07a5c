const require = process.getBuiltinModule;
import{B as o}from"./5US4CQJG.js";export{o as SqliteTrackingStore};
