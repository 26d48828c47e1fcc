using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pathway.Functions.Resources.Files;
using Pathway.Testing;

namespace Pathway.Functions.Tests.Resources;

public sealed class FileInspectionTests
{
    public static TheoryData<TriedFile> Tried => [.. FileTable.All];

    [Theory]
    [MemberData(nameof(Tried))]
    public async Task Publishes_what_is_what_it_says_and_refuses_the_rest(TriedFile file)
    {
        var finding = await InspectAsync(file);

        if (file.IsPublished)
        {
            Assert.Null(finding.Refusal);
            Assert.Equal(file.Gets, finding.Type!.ContentType);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file.Content)), finding.Sha256);
        }
        else
        {
            Assert.Contains(file.Gets, finding.Refusal, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Looks_only_at_the_state_it_saw_first()
    {
        var blob = await UploadAsync("%PDF-1.7"u8.ToArray());
        var seen = (await blob.GetPropertiesAsync(cancellationToken: TestContext.Current.CancellationToken)).Value;
        await blob.UploadAsync(
            new BinaryData("MZ"u8.ToArray()), overwrite: true, TestContext.Current.CancellationToken);

        var changed = await Assert.ThrowsAsync<RequestFailedException>(
            () => FileInspection.InspectAsync(blob, seen, "a.pdf", "application/pdf", TestContext.Current.CancellationToken));

        Assert.Equal(412, changed.Status);
    }

    [Fact]
    public async Task Is_what_the_documentation_shows()
    {
        var rows = new StringBuilder();
        foreach (var file in FileTable.All)
            rows.Append(
                $"| {file.What} | `{file.FileName}` | `{file.Declared}` | {(file.IsPublished ? $"published as `{file.Gets}`" : (await InspectAsync(file)).Refusal!.Replace("|", "\\|", StringComparison.Ordinal))} |\n");

        var types = new StringBuilder();
        foreach (var type in FileTypes.All)
            types.Append(
                $"| {char.ToUpperInvariant(type.Name[0])}{type.Name[1..]} | {string.Join(" ", type.Extensions.Select(ending => $"`{ending}`"))} | `{type.ContentType}` | {type.Why} |\n");

        var documented = (await File.ReadAllTextAsync(Documentation(), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        Assert.True(
            documented.Contains(types.ToString(), StringComparison.Ordinal),
            $"docs/file-types.md should hold:{Environment.NewLine}{types}");
        Assert.True(
            documented.Contains(rows.ToString(), StringComparison.Ordinal),
            $"docs/file-types.md should hold:{Environment.NewLine}{rows}");
    }

    private static async Task<Finding> InspectAsync(TriedFile file)
    {
        var blob = await UploadAsync(file.Content);
        BlobProperties seen = await blob.GetPropertiesAsync(cancellationToken: TestContext.Current.CancellationToken);
        return await FileInspection.InspectAsync(
            blob, seen, file.FileName, file.Declared, TestContext.Current.CancellationToken);
    }

    private static async Task<BlobClient> UploadAsync(byte[] content)
    {
        var container = new BlobContainerClient(await TestStorage.ConnectionStringAsync(), "inspection");
        await container.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);
        var blob = container.GetBlobClient(TestStorage.NextPrefix());
        await blob.UploadAsync(new BinaryData(content), TestContext.Current.CancellationToken);
        return blob;
    }

    private static string Documentation()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Pathway.Functions.sln")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "docs", "file-types.md");
    }
}
