using System.Diagnostics;

/// <summary>
/// Runs in the worker's process before its Main: the worker has no word of its own for a host that was killed and would stay
/// for ever. Its standard input is the host's, and ends with it.
/// https://github.com/dotnet/runtime/blob/main/docs/design/features/host-startup-hook.md wants this name, in no namespace.
/// </summary>
#pragma warning disable MA0047 // The runtime looks for it in no namespace.
internal static class StartupHook
#pragma warning restore MA0047
{
    public static void Initialize() => new Thread(EndWithInput) { IsBackground = true, Name = "ends with the host" }.Start();

    private static void EndWithInput()
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
            // Nobody writes; only the end means something.
        }

        // There is nobody left to whom an orderly end would matter.
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
