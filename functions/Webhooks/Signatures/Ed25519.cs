using System.Numerics;
using System.Security.Cryptography;

namespace Pathway.Functions.Webhooks.Signatures;

/// <summary>
/// Verifies Ed25519 signatures (RFC 8032, section 5.1.7): the framework has none. Only public values go in, so it need not run in
/// constant time; it signs nothing and holds no secret.
/// </summary>
public static class Ed25519
{
    public const int PublicKeyLength = 32;
    public const int SignatureLength = 64;

    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger L = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493");
    private static readonly BigInteger D = Mod(-121665 * Inverse(121666));
    private static readonly BigInteger SqrtOfMinusOne = BigInteger.ModPow(2, (P - 1) / 4, P);
    private static readonly Point Base = Decode(EncodeY(Mod(4 * Inverse(5)))) ?? throw new InvalidOperationException("The base point is on the curve.");

    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != PublicKeyLength || signature.Length != SignatureLength)
            return false;
        var s = new BigInteger(signature[32..], isUnsigned: true);

        // A scalar of L or more would be a second form of the same signature.
        if (s >= L || Decode(publicKey) is not { } a || Decode(signature[..32]) is not { } r)
            return false;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(signature[..32]);
        hash.AppendData(publicKey);
        hash.AppendData(message);
        var k = new BigInteger(hash.GetHashAndReset(), isUnsigned: true) % L;
        return Same(Multiply(Base, s), Add(r, Multiply(a, k)));
    }

    /// <summary>A point of the curve from its 32 bytes; null when they are no point's.</summary>
    private static Point? Decode(ReadOnlySpan<byte> encoded)
    {
        Span<byte> bytes = stackalloc byte[32];
        encoded.CopyTo(bytes);
        var isOdd = (bytes[31] & 0x80) != 0;
        bytes[31] &= 0x7f;
        var y = new BigInteger(bytes, isUnsigned: true);
        if (y >= P)
            return null;

        // x² = (y² - 1) / (d y² + 1)
        var (u, v) = (Mod((y * y) - 1), Mod((D * y * y) + 1));
        var x = Mod(u * BigInteger.ModPow(v, 3, P) * BigInteger.ModPow(u * BigInteger.ModPow(v, 7, P), (P - 5) / 8, P));
        var check = Mod(v * x * x);
        if (check != u)
        {
            if (check != Mod(-u))
                return null;
            x = Mod(x * SqrtOfMinusOne);
        }

        if (x.IsZero && isOdd)
            return null;
        if (x.IsEven == isOdd)
            x = P - x;
        return new Point(x, y, BigInteger.One, Mod(x * y));
    }

    private static Point Multiply(Point point, BigInteger scalar)
    {
        var result = new Point(BigInteger.Zero, BigInteger.One, BigInteger.One, BigInteger.Zero);
        for (var bit = (int)scalar.GetBitLength() - 1; bit >= 0; bit--)
        {
            result = Add(result, result);
            if (!((scalar >> bit) & 1).IsZero)
                result = Add(result, point);
        }

        return result;
    }

    // The complete addition in extended coordinates, RFC 8032 section 5.1.4.
    private static Point Add(Point left, Point right)
    {
        var a = Mod((left.Y - left.X) * (right.Y - right.X));
        var b = Mod((left.Y + left.X) * (right.Y + right.X));
        var c = Mod(left.T * 2 * D * right.T);
        var d = Mod(left.Z * 2 * right.Z);
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new Point(Mod(e * f), Mod(g * h), Mod(f * g), Mod(e * h));
    }

    private static bool Same(Point left, Point right) =>
        Mod(left.X * right.Z) == Mod(right.X * left.Z) && Mod(left.Y * right.Z) == Mod(right.Y * left.Z);

    private static byte[] EncodeY(BigInteger y)
    {
        var bytes = new byte[32];
        y.TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }

    private static BigInteger Inverse(BigInteger value) => BigInteger.ModPow(value, P - 2, P);

    private static BigInteger Mod(BigInteger value)
    {
        var rest = value % P;
        return rest.Sign < 0 ? rest + P : rest;
    }

    private readonly record struct Point(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T);
}
