using System.Globalization;

namespace Unravel.Diagnostics.Acquisition.Native;

/// <summary>
/// The ids of a target's threads inside and outside its pid namespace (proc(5): NSpid). The kernel traces and shows them by
/// ours; the target's runtime stores its own.
/// </summary>
internal sealed class ThreadNumbers
{
    private readonly Dictionary<int, int> _inside = [];
    private readonly Dictionary<int, int> _outside = [];

    private ThreadNumbers()
    {
    }

    /// <summary>Target and tool share a namespace: nothing to translate.</summary>
    public static ThreadNumbers Same { get; } = new();

    public int Inside(int id) => _inside.GetValueOrDefault(id, id);

    public int Outside(int id) => _outside.GetValueOrDefault(id, id);

    public static ThreadNumbers Of(int processId)
    {
        if (Innermost($"/proc/{processId}/status") is not { } inside || inside == processId)
        {
            return Same;
        }

        var numbers = new ThreadNumbers();
        try
        {
            foreach (var folder in Directory.EnumerateDirectories($"/proc/{processId}/task"))
            {
                if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Innermost($"{folder}/status") is { } number)
                {
                    numbers._inside[id] = number;
                    numbers._outside[number] = id;
                }
            }
        }
        catch (IOException)
        {
            // it has ended: whoever asks for a thread next says so
        }

        return numbers;
    }

    /// <summary>The last number of the line NSpid, which is that of the innermost namespace.</summary>
    private static int? Innermost(string path)
    {
        try
        {
            var line = File.ReadLines(path).FirstOrDefault(line => line.StartsWith("NSpid:", StringComparison.Ordinal));
            return line is not null && int.TryParse(line[(line.LastIndexOf('\t') + 1)..], CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
