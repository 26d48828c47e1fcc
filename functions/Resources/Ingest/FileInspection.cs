using System.Buffers;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Pathway.Functions.Resources.Ingest;

/// <summary>
/// Looks at an uploaded file: its size, what its bytes say it is, whether that is what its owner said, and its SHA-256, all from one
/// pass in constant memory; an archive's directory and a drawing are read once more. Whoever still holds the upload address can
/// replace the file meanwhile: every read asks for the state seen first, and fails otherwise.
/// </summary>
public static class FileInspection
{
    private const int PieceSize = 128 * 1024;

    public static async Task<Finding> InspectAsync(BlobClient blob, BlobProperties properties, string fileName, string declaredType, CancellationToken cancellationToken)
    {
        if (properties.ContentLength is 0 or > ResourceOptions.MaxFile)
            return Finding.Refused(properties.ContentLength == 0 ? "The file is empty." : "The file is larger than 2 GiB.");

        var (signature, sha256) = await PassAsync(blob, properties.ETag, cancellationToken);
        if (signature.IsArchive)
            signature = await ArchiveInspection.InspectAsync(await OpenAsync(blob, properties.ETag, cancellationToken), cancellationToken);
        else if (signature.Types is [var only] && only == FileType.Svg)
            signature = await DrawingInspection.InspectAsync(await OpenAsync(blob, properties.ETag, cancellationToken), cancellationToken);

        var type = signature.Types.FirstOrDefault(type => type.HasName(fileName) && type.IsDeclaredAs(declaredType));
        return type is null
            ? Finding.Refused(signature.Refusal ?? Contradiction(signature.Types, fileName, declaredType))
            : new Finding(null, type, properties.ContentLength, sha256, properties.ETag);
    }

    private static async Task<(FileSignature Signature, string Sha256)> PassAsync(BlobClient blob, ETag etag, CancellationToken cancellationToken)
    {
        var download = await blob.DownloadStreamingAsync(new BlobDownloadOptions { Conditions = new() { IfMatch = etag } }, cancellationToken);
        await using var content = download.Value.Content;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            var read = await content.ReadAtLeastAsync(buffer, FileSignature.Length, throwOnEndOfStream: false, cancellationToken);
            var signature = FileSignature.Of(buffer.AsSpan(0, Math.Min(read, FileSignature.Length)));
            var text = signature.IsText ? new Utf8Text() : null;
            for (; read > 0 && signature.Refusal is null; read = await content.ReadAsync(buffer, cancellationToken))
            {
                hash.AppendData(buffer, 0, read);
                text?.Add(buffer.AsSpan(0, read));
            }

            return (text is { IsText: false } ? FileSignature.Refused("The file begins as text and goes on as something else.") : signature, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Task<Stream> OpenAsync(BlobClient blob, ETag etag, CancellationToken cancellationToken) =>
        blob.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { BufferSize = 2 * PieceSize, Conditions = new() { IfMatch = etag } }, cancellationToken);

    private static string Contradiction(IReadOnlyList<FileType> types, string fileName, string declaredType)
    {
        var name = types.FirstOrDefault(type => type.HasName(fileName));
        return name is not null
            ? $"The file is {name.Name}, but it was declared as {declaredType}."
            : $"The file is {types[0].Name}, but its name ends in {(Path.GetExtension(fileName) is { Length: > 0 } ending ? ending : "nothing that says so")}.";
    }
}
