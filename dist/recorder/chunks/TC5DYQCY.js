const require = process.getBuiltinModule;
import{R as o}from"./7R6WMQSN.js";export{o as SqliteTrackingStore};
