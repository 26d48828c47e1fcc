using Azure;
using Azure.Data.Tables;

namespace Pathway.Local.Tests.Tables;

public sealed class TableClientTests(TableAzurite azurite)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reads_back_every_type_as_it_was_written()
    {
        var table = await azurite.NewTableAsync();
        var id = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");

        await table.AddEntityAsync(
            new TableEntity("p", "r")
            {
                ["Text"] = "Ærø \"quoted\" \\ \u2028 {braces} 'single'",
                ["Int"] = int.MinValue,
                ["Long"] = long.MaxValue,
                ["Double"] = 1.5,
                ["WholeDouble"] = 5.0,
                ["HugeDouble"] = 1e300,
                ["NotANumber"] = double.NaN,
                ["Endless"] = double.NegativeInfinity,
                ["Flag"] = true,
                ["Time"] = Noon.AddTicks(1),
                ["Id"] = id,
                ["Bytes"] = new byte[] { 0, 255, 7 },
                ["Data"] = new BinaryData([1, 2]),
                ["Nothing"] = null,
            },
            Cancel);
        TableEntity row = await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancel);

        Assert.Equal("Ærø \"quoted\" \\ \u2028 {braces} 'single'", row.GetString("Text"));
        Assert.Equal(int.MinValue, row.GetInt32("Int"));
        Assert.Equal(long.MaxValue, row.GetInt64("Long"));
        Assert.Equal(1.5, row.GetDouble("Double"));
        Assert.Equal(5.0, row.GetDouble("WholeDouble"));
        Assert.Equal(1e300, row.GetDouble("HugeDouble"));
        Assert.Equal(double.NaN, row.GetDouble("NotANumber"));
        Assert.Equal(double.NegativeInfinity, row.GetDouble("Endless"));
        Assert.True(row.GetBoolean("Flag"));
        Assert.Equal(Noon.AddTicks(1), row.GetDateTimeOffset("Time"));
        Assert.Equal(id, row.GetGuid("Id"));
        Assert.Equal([0, 255, 7], row.GetBinary("Bytes"));
        Assert.Equal([1, 2], row.GetBinaryData("Data")!.ToArray());
        Assert.False(row.ContainsKey("Nothing"));
        Assert.True(row.Timestamp > Noon.AddYears(-10));
    }

    [Fact]
    public async Task Adding_a_row_that_exists_is_409_EntityAlreadyExists()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"), Cancel);

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r"), Cancel));

        Assert.Equal((409, "EntityAlreadyExists"), (refusal.Status, refusal.ErrorCode));
    }

    [Fact]
    public async Task A_stale_version_is_412_UpdateConditionNotSatisfied()
    {
        var table = await azurite.NewTableAsync();
        var added = await table.AddEntityAsync(new TableEntity("p", "r") { ["N"] = 1 }, Cancel);
        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["N"] = 2 }, added.Headers.ETag!.Value, cancellationToken: Cancel);

        var update = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(new TableEntity("p", "r") { ["N"] = 3 }, added.Headers.ETag!.Value, cancellationToken: Cancel));
        var delete = await Assert.ThrowsAsync<RequestFailedException>(() => table.DeleteEntityAsync("p", "r", added.Headers.ETag!.Value, Cancel));

        Assert.Equal((412, "UpdateConditionNotSatisfied"), (update.Status, update.ErrorCode));
        Assert.Equal((412, "UpdateConditionNotSatisfied"), (delete.Status, delete.ErrorCode));
        Assert.Equal(2, (await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancel)).Value.GetInt32("N"));
    }

    [Fact]
    public async Task The_version_of_a_row_is_the_same_from_a_write_a_read_and_a_query()
    {
        var table = await azurite.NewTableAsync();

        var written = (await table.AddEntityAsync(new TableEntity("p", "r"), Cancel)).Headers.ETag;
        var read = (await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancel)).Value.ETag;
        var queried = (await table.QueryAsync<TableEntity>(cancellationToken: Cancel).SingleAsync(Cancel)).ETag;

        Assert.Equal(written, read);
        Assert.Equal(written, queried);
    }

    [Fact]
    public async Task A_missing_row_and_a_missing_table_are_told_apart()
    {
        var table = await azurite.NewTableAsync();
        var nowhere = azurite.Service().GetTableClient("Nowhere");

        var row = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancel));
        var added = await Assert.ThrowsAsync<RequestFailedException>(() => nowhere.AddEntityAsync(new TableEntity("p", "r"), Cancel));

        Assert.Equal((404, "ResourceNotFound"), (row.Status, row.ErrorCode));
        Assert.Equal((404, "TableNotFound"), (added.Status, added.ErrorCode));
    }

    [Fact]
    public async Task A_row_that_may_be_missing_is_a_response_with_or_without_a_value()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "there") { ["N"] = 1 }, Cancel);

        var there = await table.GetEntityIfExistsAsync<TableEntity>("p", "there", cancellationToken: Cancel);
        var missing = await table.GetEntityIfExistsAsync<TableEntity>("p", "missing", cancellationToken: Cancel);

        Assert.True(there.HasValue);
        Assert.Equal(1, there.Value!.GetInt32("N"));
        Assert.False(missing.HasValue);
        Assert.Equal(404, missing.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => missing.Value);
    }

    [Fact]
    public async Task Deleting_a_missing_row_answers_404_and_does_not_throw()
    {
        var table = await azurite.NewTableAsync();

        var response = await table.DeleteEntityAsync("p", "r", cancellationToken: Cancel);

        Assert.Equal(404, response.Status);
    }

    [Fact]
    public async Task A_delete_without_a_version_takes_any()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"), Cancel);
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["N"] = 2 }, cancellationToken: Cancel);

        var response = await table.DeleteEntityAsync("p", "r", cancellationToken: Cancel);

        Assert.Equal(204, response.Status);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Cancel)).HasValue);
    }

    [Fact]
    public async Task Merging_keeps_what_it_does_not_name_and_replacing_removes_it()
    {
        var table = await azurite.NewTableAsync();
        await table.UpsertEntityAsync(new TableEntity("p", "merged") { ["A"] = 1, ["B"] = 1 }, cancellationToken: Cancel);
        await table.UpsertEntityAsync(new TableEntity("p", "replaced") { ["A"] = 1, ["B"] = 1 }, TableUpdateMode.Replace, Cancel);

        await table.UpdateEntityAsync(new TableEntity("p", "merged") { ["B"] = 2 }, ETag.All, cancellationToken: Cancel);
        await table.UpdateEntityAsync(new TableEntity("p", "replaced") { ["B"] = 2 }, ETag.All, TableUpdateMode.Replace, Cancel);
        TableEntity merged = await table.GetEntityAsync<TableEntity>("p", "merged", cancellationToken: Cancel);
        TableEntity replaced = await table.GetEntityAsync<TableEntity>("p", "replaced", cancellationToken: Cancel);

        Assert.Equal((1, 2), (merged.GetInt32("A"), merged.GetInt32("B")));
        Assert.Equal((null, 2), (replaced.GetInt32("A"), replaced.GetInt32("B")));
    }

    [Fact]
    public async Task Updating_a_row_that_is_missing_is_404()
    {
        var table = await azurite.NewTableAsync();

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All, cancellationToken: Cancel));

        Assert.Equal((404, "ResourceNotFound"), (refusal.Status, refusal.ErrorCode));
    }

    [Fact]
    public async Task An_update_without_a_version_is_refused_before_it_is_sent()
    {
        var table = await azurite.NewTableAsync();

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), default, cancellationToken: Cancel));

        Assert.Equal("ifMatch", refusal.ParamName);
    }

    [Theory]
    [InlineData("it's", "O''Brien")]
    [InlineData("a b+c%20d", "F|0123|=&;,@:$!*()")]
    [InlineData("æøå漢字", "..")]
    [InlineData("", "empty partition")]
    [InlineData("{\"a\":1}", "http://x")]
    public async Task A_key_comes_back_as_it_was_given(string partition, string row)
    {
        row = row.Replace('/', '~');
        var table = await azurite.NewTableAsync();

        await table.AddEntityAsync(new TableEntity(partition, row) { ["N"] = 1 }, Cancel);
        TableEntity read = await table.GetEntityAsync<TableEntity>(partition, row, cancellationToken: Cancel);
        await table.UpdateEntityAsync(read, read.ETag, TableUpdateMode.Replace, Cancel);
        var deleted = await table.DeleteEntityAsync(partition, row, cancellationToken: Cancel);

        Assert.Equal((partition, row), (read.PartitionKey, read.RowKey));
        Assert.Equal(204, deleted.Status);
    }

    [Fact]
    public async Task A_selection_of_columns_brings_no_others()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 }, Cancel);

        TableEntity read = await table.GetEntityAsync<TableEntity>("p", "r", ["B"], Cancel);
        var queried = await table.QueryAsync<TableEntity>(select: ["RowKey", "B"], cancellationToken: Cancel).SingleAsync(Cancel);

        Assert.Equal((false, 2), (read.ContainsKey("A"), read.GetInt32("B")));
        Assert.Equal((false, 2, "r"), (queried.ContainsKey("A"), queried.GetInt32("B"), queried.RowKey));
    }
}
