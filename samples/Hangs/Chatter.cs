using System.Diagnostics;

namespace Unravel.Samples.Hangs;

/// <summary>The other side of the scenarios with a child process: hidden verbs of this program.</summary>
internal static class Chatter
{
    /// <summary>Writes more than a pipe holds, and ends.</summary>
    public const string WriteVerb = "--chatter";

    /// <summary>Starts a process that does so, with the same standard output, and waits for its end.</summary>
    public const string DelegateVerb = "--chatter-of-a-child";

    private const int Bytes = 1 << 20;

    public static ProcessStartInfo Start(string verb)
    {
        var host = Environment.ProcessPath!;
        var start = new ProcessStartInfo(host);
        if (Path.GetFileNameWithoutExtension(host) == "dotnet")
        {
            start.ArgumentList.Add(typeof(Chatter).Assembly.Location);
        }

        start.ArgumentList.Add(verb);
        return start;
    }

    /// <summary>Null when the verb is none of these.</summary>
    public static int? Run(string? verb)
    {
        switch (verb)
        {
            case WriteVerb:
                Write();
                return 0;
            case DelegateVerb:
                using (var child = Process.Start(Start(WriteVerb))!)
                {
                    child.WaitForExit();
                    return child.ExitCode;
                }

            default:
                return null;
        }
    }

    /// <summary>Whether a thread of this process or of one of its children stands in a write to a full pipe.</summary>
    public static bool IsStuck(int processId)
    {
        try
        {
            foreach (var task in Directory.EnumerateDirectories($"/proc/{processId}/task"))
            {
                if (File.ReadAllText(Path.Combine(task, "wchan")).Contains("pipe_write", StringComparison.Ordinal)
                    || File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(child => IsStuck(int.Parse(child))))
                {
                    return true;
                }
            }
        }
        catch (IOException)
        {
            // it ends just now
        }

        return false;
    }

    private static void Write()
    {
        try
        {
            using var output = Console.OpenStandardOutput();
            output.Write(new byte[Bytes]);
        }
        catch (IOException)
        {
            // whoever was to read is gone
        }
    }
}
