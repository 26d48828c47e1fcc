namespace Pathway.Local.Tests.Run;

public sealed class StopTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task A_signal_stops_everything_and_is_no_failure(string signal)
    {
        OnUnix();
        await using var run = await LocalRunProcess.ReadyAsync();

        LocalRunProcess.Signal(signal, run.App);

        await LocalRunProcess.GoneAsync(run.Azurite);
        await LocalRunProcess.GoneAsync(run.App);
        await run.Parent.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, run.Parent.ExitCode);
        Assert.EndsWith("Stopping ...", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_terminal_sends_to_all_processes_does_not_take_the_storage_away_first()
    {
        OnUnix();
        await using var run = await LocalRunProcess.ReadyAsync();

        LocalRunProcess.Signal("INT", run.Azurite);
        LocalRunProcess.Signal("HUP", run.Azurite);
        LocalRunProcess.Signal("INT", run.App);

        await run.Parent.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, run.Parent.ExitCode);
        await LocalRunProcess.GoneAsync(run.Azurite);
    }

    [Fact]
    public async Task A_killed_parent_leaves_nothing_running()
    {
        OnUnix();
        await using var run = await LocalRunProcess.ReadyAsync();

        LocalRunProcess.Signal("KILL", run.Parent.Id);

        await LocalRunProcess.GoneAsync(run.App);
        await LocalRunProcess.GoneAsync(run.Azurite);
        await LocalRunProcess.GoneAsync(run.Worker);
    }

    [Fact]
    public async Task A_killed_run_leaves_no_storage_and_no_worker_running()
    {
        OnUnix();
        await using var run = await LocalRunProcess.ReadyAsync();

        LocalRunProcess.Signal("KILL", run.App);

        await LocalRunProcess.GoneAsync(run.Azurite);
        await LocalRunProcess.GoneAsync(run.Worker);
    }

    [Fact]
    public async Task A_run_whose_storage_has_gone_stops_and_says_why()
    {
        OnUnix();
        await using var run = await LocalRunProcess.ReadyAsync();

        LocalRunProcess.Signal("KILL", run.Azurite);

        await run.Parent.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, run.Parent.ExitCode);
        Assert.Contains("Azurite, the storage, ended", run.Output, StringComparison.Ordinal);
    }

    private static void OnUnix() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
}
