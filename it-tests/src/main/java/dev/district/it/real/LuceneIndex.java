package dev.district.it.real;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.logging.LogManager;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.NIOFSDirectory;

/**
 * Lucene indexes made-up texts in the directory {@code owned}, commits after every batch, searches
 * what there is so far, and at the end searches all of it.
 *
 * <p>Argument: batches (25).
 */
public final class LuceneIndex {
  private static final int DOCUMENTS = 50;
  private static final int WORDS = 40;
  private static final int SEARCHES = 100;
  private static final String[] DICTIONARY =
      ("the quick brown fox jumps over a lazy dog while many small cats sleep in warm places near"
              + " old stone houses")
          .split(" ");

  private final Random random = new Random(5);

  private LuceneIndex() {}

  public static void main(String[] args) throws IOException, ParseException {
    LogManager.getLogManager().reset();
    int batches = args.length > 0 ? Integer.parseInt(args[0]) : 25;
    LuceneIndex index = new LuceneIndex();
    try (Directory directory = new NIOFSDirectory(Path.of("owned", "index"))) {
      IndexWriterConfig config = new IndexWriterConfig(new StandardAnalyzer());
      config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
      try (IndexWriter writer = new IndexWriter(directory, config)) {
        for (int batch = 0; batch < batches; batch++) {
          index.write(writer, batch);
          System.out.println(batch + " " + search(writer));
        }
      }
      System.out.println("done: " + searchAll(directory));
    }
  }

  private void write(IndexWriter writer, int batch) throws IOException {
    for (int i = 0; i < DOCUMENTS; i++) {
      StringBuilder text = new StringBuilder();
      for (int word = 0; word < WORDS; word++) {
        text.append(DICTIONARY[random.nextInt(DICTIONARY.length)]).append(' ');
      }
      Document document = new Document();
      document.add(new TextField("body", text.toString(), Field.Store.YES));
      document.add(new StringField("id", batch + "." + i, Field.Store.YES));
      document.add(new NumericDocValuesField("number", i));
      writer.addDocument(document);
    }
    writer.commit();
  }

  private static String search(IndexWriter writer) throws IOException, ParseException {
    try (DirectoryReader reader = DirectoryReader.open(writer)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      TopDocs found =
          searcher.search(
              new QueryParser("body", new StandardAnalyzer()).parse("+fox +\"lazy dog\" -cats"),
              10,
              new Sort(new SortField("number", SortField.Type.INT), SortField.FIELD_DOC));
      String first =
          found.scoreDocs.length == 0
              ? "nothing"
              : searcher.storedFields().document(found.scoreDocs[0].doc).get("id");
      return reader.numDocs() + " documents, " + found.totalHits.value + " found, first " + first;
    }
  }

  private static long searchAll(Directory directory) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      long total = 0;
      for (int i = 0; i < SEARCHES; i++) {
        int found =
            searcher.count(
                new BooleanQuery.Builder()
                    .add(term(i), Occur.MUST)
                    .add(term(i * 7 + 3), Occur.MUST)
                    .build());
        total += found;
        if (i % 10 == 0) {
          System.out.println("search " + i + ": " + found);
        }
      }
      return total;
    }
  }

  private static TermQuery term(int word) {
    return new TermQuery(new Term("body", DICTIONARY[word % DICTIONARY.length]));
  }
}
