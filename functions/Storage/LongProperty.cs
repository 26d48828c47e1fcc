using Azure.Data.Tables;

namespace Pathway.Functions.Storage;

/// <summary>
/// Bytes that one property may not hold: a binary one has 64 KiB at most, a row 1 MiB. They go on in <c>Name1</c>,
/// <c>Name2</c> and so forth
/// (https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model).
/// </summary>
public static class LongProperty
{
    private const int MaxBytes = 64 * 1024;

    public static void SetLong(this TableEntity row, string name, ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length; at += MaxBytes)
            row[Part(name, at / MaxBytes)] = bytes.Slice(at, Math.Min(MaxBytes, bytes.Length - at)).ToArray();
    }

    /// <summary>Empty when the row has no such property.</summary>
    public static byte[] GetLong(this TableEntity row, string name)
    {
        var bytes = row.GetBinary(name) ?? [];
        for (var part = 1; row.GetBinary(Part(name, part)) is { } more; part++)
            bytes = [.. bytes, .. more];
        return bytes;
    }

    private static string Part(string name, int index) => index == 0 ? name : $"{name}{index}";
}
