using System.Security.Cryptography;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.House;

/// <summary>The pages' one stylesheet. Its address carries a hash of it, so that a browser may keep it for good.</summary>
public static class Stylesheet
{
    public const string Route = "assets/pages.css";

    private static readonly Lazy<byte[]> Bytes = new(() =>
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream("pages.css")
            ?? throw new InvalidOperationException("The stylesheet is not in the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    });

    private static readonly Lazy<string> Hash = new(() => Base32.Encode(SHA256.HashData(Bytes.Value).AsSpan(0, 10)));

    public static byte[] Content => Bytes.Value;

    public static string Version => Hash.Value;

    public static string Address => $"/{Route}?v={Version}";
}
