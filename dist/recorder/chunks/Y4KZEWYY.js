const require = process.getBuiltinModule;
import{E as o}from"./KPPPTH4V.js";export{o as SqliteTrackingStore};
