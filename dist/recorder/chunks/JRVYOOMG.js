const require = process.getBuiltinModule;
import{J as o}from"./CC5WTH2L.js";export{o as SqliteTrackingStore};
