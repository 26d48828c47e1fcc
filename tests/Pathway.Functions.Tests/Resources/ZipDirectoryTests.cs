using System.IO.Compression;
using Pathway.Functions.Resources.Files;

namespace Pathway.Functions.Tests.Resources;

public sealed class ZipDirectoryTests
{
    private static readonly byte[] Two = SampleFiles.Zip(
        ("a.txt", SampleFiles.Bytes("a")), ("folder/ü.txt", SampleFiles.Bytes("b")));

    [Fact]
    public async Task Reads_the_names_that_the_archive_was_written_with() =>
        Assert.Equal(["a.txt", "folder/ü.txt"], (await ReadAsync(Two))!.Select(entry => entry.Name));

    [Fact]
    public async Task Reads_an_archive_that_has_a_comment()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.Comment = new string('c', 5000);
            archive.CreateEntry("a.txt");
        }

        Assert.Single((await ReadAsync(bytes.ToArray()))!);
    }

    [Fact]
    public async Task Reads_the_wide_form_that_large_archives_have()
    {
        // 65,535 entries do not fit into the narrow end record; the directory says how many there are only in the wide one.
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < 65_535; i++)
                archive.CreateEntry("x");
        }

        Assert.Null(await ReadAsync(bytes.ToArray()));
        Assert.Single((await ReadAsync(Wide(SampleFiles.Zip(("a.txt", SampleFiles.Bytes("a"))))))!);
    }

    [Fact]
    public async Task Takes_no_archive_with_anything_before_or_behind()
    {
        Assert.Null(await ReadAsync([.. "MZ"u8, .. Two]));
        Assert.Null(await ReadAsync([.. Two, 0]));
        Assert.Null(await ReadAsync([.. Two, .. Two]));
    }

    [Fact]
    public async Task Takes_no_archive_cut_anywhere()
    {
        for (var length = 0; length < Two.Length; length++)
            Assert.Null(await ReadAsync(Two[..length]));
    }

    [Fact]
    public async Task Survives_any_one_byte_changed()
    {
        for (var at = 0; at < Two.Length; at++)
        {
            var changed = Two.ToArray();
            changed[at] ^= 0xFF;
            var entries = await ReadAsync(changed);
            Assert.True(entries is null or { Count: 2 });
        }
    }

    private static Task<IReadOnlyList<ZipEntry>?> ReadAsync(byte[] archive) =>
        ZipDirectory.ReadAsync(new MemoryStream(archive), TestContext.Current.CancellationToken);

    /// <summary>
    /// The same archive with a ZIP64 end record and locator, and the narrow record saying to look there (APPNOTE
    /// 4.3.14 to 4.3.16).
    /// </summary>
    private static byte[] Wide(byte[] narrow)
    {
        var end = narrow.AsSpan().LastIndexOf("PK\x05\x06"u8);
        var (count, size, offset) = ((long)BitConverter.ToUInt16(narrow, end + 10), (long)BitConverter.ToUInt32(narrow, end + 12), (long)BitConverter.ToUInt32(narrow, end + 16));
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(narrow.AsSpan(0, end));
        writer.Write("PK\x06\x06"u8);
        writer.Write(44L);
        writer.Write((short)45);
        writer.Write((short)45);
        writer.Write(0);
        writer.Write(0);
        writer.Write(count);
        writer.Write(count);
        writer.Write(size);
        writer.Write(offset);
        writer.Write("PK\x06\x07"u8);
        writer.Write(0);
        writer.Write((long)end);
        writer.Write(1);
        writer.Write("PK\x05\x06"u8);
        writer.Write(0);
        writer.Write(ushort.MaxValue);
        writer.Write(ushort.MaxValue);
        writer.Write(uint.MaxValue);
        writer.Write(uint.MaxValue);
        writer.Write((short)0);
        return bytes.ToArray();
    }
}
