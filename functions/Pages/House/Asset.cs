using System.Security.Cryptography;
using System.Text;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.House;

/// <summary>
/// A file the pages load. Its address carries a hash of it, so that a browser may keep it for good.
/// </summary>
public sealed class Asset
{
    public const string Route = "assets/{name}";

    private readonly string name;
    private readonly Lazy<byte[]> content;
    private readonly Lazy<string> hash;

    private Asset(string name, string contentType, string before = "")
    {
        (this.name, ContentType) = (name, contentType);
        content = new(() => [.. Encoding.UTF8.GetBytes(before), .. Read(name)]);
        hash = new(() => Base32.Encode(SHA256.HashData(content.Value).AsSpan(0, 10)));
    }

    public static Asset Stylesheet { get; } = new("pages.css", "text/css; charset=utf-8", DocumentStyle.Colours);

    /// <summary>Sends a chosen file straight to storage and shows how far it has come; the forms work without it.</summary>
    public static Asset Upload { get; } = new("upload.js", "text/javascript; charset=utf-8");

    public string ContentType { get; }

    public byte[] Content => content.Value;

    public string Version => hash.Value;

    public string Address => $"/assets/{name}?v={Version}";

    public static Asset? Find(string name) => new[] { Stylesheet, Upload }.FirstOrDefault(asset => asset.name == name);

    private static byte[] Read(string name)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
