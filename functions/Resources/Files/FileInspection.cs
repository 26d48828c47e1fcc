using System.Buffers;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Pathway.Functions.Resources.Files;

/// <summary>
/// Looks at an uploaded file: its size, what its bytes say it is, whether its name says the same, and its SHA-256, all from one
/// pass in constant memory; an archive and a drawing are read once more. Whoever still holds the upload address can
/// replace the file meanwhile: every read asks for the state seen first, and fails otherwise.
/// </summary>
public static class FileInspection
{
    private const int PieceSize = 128 * 1024;

    public static async Task<Finding> InspectAsync(
        BlobClient blob,
        BlobProperties properties,
        string fileName,
        string declaredType,
        CancellationToken cancellationToken)
    {
        if (properties.ContentLength is 0 or > ResourceOptions.MaxFile)
            return Finding.Refused(
                properties.ContentLength == 0 ? "The file is empty." : "The file is larger than 2 GiB.");

        var (signature, isText, sha256) = await PassAsync(blob, properties.ETag, cancellationToken);
        if (signature.Look != FurtherLook.None)
            signature = await LookAsync(
                await OpenAsync(blob, properties.ETag, cancellationToken), fileName, signature, cancellationToken);

        fileName = SavedName.For(fileName);

        // The declared type chooses only where bytes and name leave a choice: systems declare what they like.
        var named = signature.Types.Where(type => type.HasName(fileName)).ToList();
        var type = named.Find(type => type.IsDeclaredAs(declaredType)) ?? named.FirstOrDefault();
        if (type is null)
            return Finding.Refused(signature.Refusal ?? Contradiction(signature.Types, fileName));
        return type.IsText && !isText
            ? Finding.Refused("The file begins as text and goes on as something else.")
            : new Finding(null, type, properties.ContentLength, sha256, properties.ETag);
    }

    private static Task<FileSignature> LookAsync(
        Stream content,
        string fileName,
        FileSignature signature,
        CancellationToken cancellationToken) => signature.Look switch
        {
            FurtherLook.Archive => ArchiveInspection.InspectAsync(content, cancellationToken),
            FurtherLook.Compound => CompoundInspection.InspectAsync(content, cancellationToken),
            _ => MarkupInspection.InspectAsync(content, fileName, signature, cancellationToken),
        };

    private static async Task<(FileSignature Signature, bool IsText, string Sha256)> PassAsync(
        BlobClient blob, ETag etag, CancellationToken cancellationToken)
    {
        var download = await blob.DownloadStreamingAsync(
            new BlobDownloadOptions { Conditions = new() { IfMatch = etag } }, cancellationToken);
        await using var content = download.Value.Content;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            var read = await content.ReadAtLeastAsync(
                buffer, FileSignature.Length, throwOnEndOfStream: false, cancellationToken);
            var signature = FileSignature.Detect(buffer.AsSpan(0, Math.Min(read, FileSignature.Length)));
            var text = new PlainText();
            for (; read > 0 && signature.Refusal is null; read = await content.ReadAsync(buffer, cancellationToken))
            {
                hash.AppendData(buffer, 0, read);
                text.Add(buffer.AsSpan(0, read));
            }

            return (signature, text.IsText, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Task<Stream> OpenAsync(BlobClient blob, ETag etag, CancellationToken cancellationToken) =>
        blob.OpenReadAsync(
            new BlobOpenReadOptions(
                allowModifications: false)
            { BufferSize = 2 * PieceSize, Conditions = new() { IfMatch = etag } },
            cancellationToken);

    private static string Contradiction(IReadOnlyList<FileType> types, string fileName)
    {
        var ending = Path.GetExtension(fileName) is { Length: > 0 } given ? given : "nothing that says so";
        return $"The file is {types[0].Name}, but its name ends in {ending}.";
    }
}
