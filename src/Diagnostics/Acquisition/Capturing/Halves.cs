using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Work on each of many rows by itself, on two processors where there are so many that a reader would wait.</summary>
internal static class Halves
{
    /// <param name="work">Gets the first row and the one behind the last; runs twice at once, and must touch nothing but its rows.</param>
    public static void Run(int count, Action<int, int> work)
    {
        var middle = count < TaskChains.Many || Environment.ProcessorCount == 1 ? 0 : count / 2;
        var other = middle == 0 ? Task.CompletedTask : Task.Run(() => work(0, middle));
        work(middle, count);
        other.GetAwaiter().GetResult();
    }
}
