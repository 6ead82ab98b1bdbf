package dev.assay.kernel.maven;

import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.spi.connector.checksum.ChecksumPolicy;
import org.eclipse.aether.spi.connector.checksum.ChecksumPolicyProvider;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.transfer.ChecksumFailureException;
import org.eclipse.aether.transfer.TransferResource;

/**
 * Maven 3 warns of a wrong checksum in a log and uses the file; nobody reads that log in a notebook, so here it fails, as in
 * Maven 4. A repository without checksums is accepted, and one whose settings say {@code ignore} is not checked.
 */
final class Checksums extends RepositorySystemSupplier {
    @Override
    protected ChecksumPolicyProvider getChecksumPolicyProvider() {
        ChecksumPolicyProvider usual = super.getChecksumPolicyProvider();
        return new ChecksumPolicyProvider() {
            @Override
            public ChecksumPolicy newChecksumPolicy(
                    RepositorySystemSession session,
                    RemoteRepository repository,
                    TransferResource resource,
                    String policy) {
                return RepositoryPolicy.CHECKSUM_POLICY_WARN.equals(policy)
                        ? new Strict()
                        : usual.newChecksumPolicy(session, repository, resource, policy);
            }

            @Override
            public String getEffectiveChecksumPolicy(RepositorySystemSession session, String one, String other) {
                return usual.getEffectiveChecksumPolicy(session, one, other);
            }
        };
    }

    private static final class Strict implements ChecksumPolicy {
        @Override
        public boolean onChecksumMatch(String algorithm, ChecksumKind kind) {
            return true;
        }

        @Override
        public void onChecksumMismatch(String algorithm, ChecksumKind kind, ChecksumFailureException e)
                throws ChecksumFailureException {
            throw e;
        }

        @Override
        public void onChecksumError(String algorithm, ChecksumKind kind, ChecksumFailureException e) {}

        @Override
        public void onNoMoreChecksums() {}

        @Override
        public void onTransferRetry() {}

        @Override
        public boolean onTransferChecksumFailure(ChecksumFailureException e) {
            return false;
        }
    }
}
