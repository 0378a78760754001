using System.Text;

namespace Unravel.Diagnostics.Acquisition.Processes;

/// <summary>Reads small files of /proc one after the other into the same memory: a process of thousands of threads has thousands of them.</summary>
internal sealed class SmallFiles
{
    /// <summary>A page: the most that the kernel gives of such a file at once.</summary>
    private const int Most = 4096;

    private readonly byte[] _bytes = new byte[Most];
    private readonly char[] _text = new char[Most];

    /// <summary>The text of a file, the first page of a longer one; until the next is read.</summary>
    /// <exception cref="IOException">It is not there, or ended meanwhile.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public ReadOnlySpan<char> Read(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = _bytes.AsSpan(0, RandomAccess.Read(file, _bytes, fileOffset: 0));
        return _text.AsSpan(0, Encoding.UTF8.GetChars(bytes, _text));
    }
}
