using System.Diagnostics;

namespace Unravel.Samples.Pitfalls.Processes;

/// <summary>A child that writes more than the pipe holds waits for its parent, and the parent for its end.</summary>
public static class UNR8001PipeDeadlock
{
    public static string Run(string program)
    {
        using var process = Process.Start(new ProcessStartInfo(program) { RedirectStandardOutput = true })!;
        process.WaitForExit(); // UNR8001
        return process.StandardOutput.ReadToEnd();
    }
}

/// <summary>First it is read, then it has ended.</summary>
public static class UNR8001PipeDeadlockRepaired
{
    public static string Run(string program)
    {
        using var process = Process.Start(new ProcessStartInfo(program) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
