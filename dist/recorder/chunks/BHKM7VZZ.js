const require = process.getBuiltinModule;
import{R as o}from"./MLVJUAD6.js";export{o as SqliteTrackingStore};
