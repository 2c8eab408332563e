package dev.routeproof.routing.experiment;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sends units to arms by a keyed hash: the same salt and experiment give the same arm on every machine.
 *
 * <p>The unit's HMAC-SHA-256 gives two independent numbers in [0,1). The first says whether the unit is held out or
 * explores, which the candidate's share does not change; the second is compared with that share, so raising it moves units from control
 * to candidate and none back.
 */
public final class Assignment {
    private static final String ALGORITHM = "HmacSHA256";
    private static final double TWO_TO_53 = 0x1p53;

    private final SecretKeySpec key;
    private final String experiment;

    /** {@code salt} is secret: who knows it can choose an id that lands in an arm of their choice. */
    public Assignment(byte[] salt, String experiment) {
        this.key = new SecretKeySpec(salt, ALGORITHM);
        this.experiment = experiment;
    }

    /** Where the unit is under this allocation; control where no canary is on. */
    public Arm arm(String unit, Allocation allocation) {
        return arm(bucket(unit), allocation);
    }

    static Arm arm(Bucket bucket, Allocation allocation) {
        if (!allocation.phase().live()) {
            return Arm.CONTROL;
        }
        if (bucket.holdout() < allocation.holdout() / 100) {
            return Arm.HOLDOUT;
        }
        if (bucket.holdout() < (allocation.holdout() + allocation.explore()) / 100) {
            return Arm.EXPLORE;
        }
        return bucket.share() < allocation.share() ? Arm.CANDIDATE : Arm.CONTROL;
    }

    /** One of {@code choices}, uniformly and independent of every arm; the same trial gets the same one again. */
    public int draw(String trial, int choices) {
        byte[] hash = mac().doFinal((experiment + '\u0001' + trial).getBytes(StandardCharsets.UTF_8));
        return (int) (fraction(hash, 0) * choices);
    }

    /** The unit's two numbers; they do not depend on the allocation. */
    Bucket bucket(String unit) {
        byte[] hash = mac().doFinal((experiment + '\u0000' + unit).getBytes(StandardCharsets.UTF_8));
        return new Bucket(fraction(hash, 0), fraction(hash, 8));
    }

    private static double fraction(byte[] hash, int offset) {
        long bits = 0;
        for (int i = 0; i < 8; i++) {
            bits = (bits << 8) | (hash[offset + i] & 0xff);
        }
        return (bits >>> 11) / TWO_TO_53;
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Two independent uniform numbers in [0,1). */
    record Bucket(double holdout, double share) {}
}
