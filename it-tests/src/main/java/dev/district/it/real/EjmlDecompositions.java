package dev.district.it.real;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.LUDecomposition_F64;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * EJML decomposes random matrices in four ways; a line and a checksum per matrix.
 *
 * <p>Argument: number of matrices (120).
 */
public final class EjmlDecompositions {
  private static final int SIZE = 180;

  private EjmlDecompositions() {}

  public static void main(String[] args) {
    int matrices = args.length > 0 ? Integer.parseInt(args[0]) : 120;
    Random random = new Random(1994);
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(SIZE, SIZE, true, true, false);
    LUDecomposition_F64<DMatrixRMaj> lu = DecompositionFactory_DDRM.lu(SIZE, SIZE);
    QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(SIZE, SIZE);
    EigenDecomposition_F64<DMatrixRMaj> eig = DecompositionFactory_DDRM.eig(SIZE, true, true);
    DMatrixRMaj product = new DMatrixRMaj(SIZE, SIZE);
    long checksum = 0;
    for (int i = 0; i < matrices; i++) {
      DMatrixRMaj a = RandomMatrices_DDRM.rectangle(SIZE, SIZE, -1, 1, random);
      CommonOps_DDRM.multTransA(a, a, product);
      boolean ok = svd.decompose(a.copy()) && lu.decompose(a.copy()) && qr.decompose(a.copy());
      ok &= eig.decompose(product.copy());
      checksum = checksum * 31 + digest(svd.getSingularValues());
      checksum = checksum * 31 + digest(lu.getLower(null).data);
      checksum = checksum * 31 + digest(qr.getR(null, true).data);
      checksum = checksum * 31 + Double.doubleToLongBits(eig.getEigenvalue(i % SIZE).getReal());
      System.out.println("matrix " + i + ": " + ok + " " + Long.toHexString(checksum));
    }
    System.out.println("done: " + matrices + " matrices, " + Long.toHexString(checksum));
  }

  private static long digest(double[] values) {
    long digest = 0;
    for (double value : values) {
      digest = digest * 31 + Double.doubleToLongBits(value);
    }
    return digest;
  }
}
