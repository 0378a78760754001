namespace Unravel.Diagnostics.Model;

/// <summary>
/// The strings of a snapshot that lay in the heap of the process. All other text is metadata, paths of symbol files, or
/// what the operating system tells anybody.
/// </summary>
internal static class HeapStrings
{
    /// <summary>The snapshot without them, for a file that may leave the machine. Today these are the names of threads.</summary>
    public static ProcessSnapshot Remove(ProcessSnapshot snapshot) =>
        snapshot.Threads.All(thread => thread.Name is null) ? snapshot : snapshot with
        {
            Threads = [.. snapshot.Threads.Select(thread => thread with { Name = null })],
            Capture = snapshot.Capture with
            {
                Limitations = snapshot.Capture.Limitations.Add("names of threads, which the snapshot was written without (--include-strings keeps them)"),
            },
        };
}
