using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition.Files;

/// <summary>Whether the columns of a table of tasks from a file fit each other.</summary>
internal static class TaskChecks
{
    /// <exception cref="InvalidDataException">They do not.</exception>
    public static void Check(TaskTable tasks, int waitables)
    {
        var count = tasks.Count;
        var isWhole = tasks.ShapeOf.Length == count && tasks.StateOf.Length == count && tasks.AwaitsOf.Length == count && tasks.StatusOf.Length == count
            && (tasks.WaitsForOf.IsEmpty || tasks.WaitsForOf.Length == count)
            && (tasks.MillisecondsLeftOf.IsEmpty || tasks.MillisecondsLeftOf.Length == count)
            && tasks.Shapes.All(shape => shape is not null && Enum.IsDefined(shape.Kind))
            && tasks.ShapeOf.All(shape => shape >= 0 && shape < tasks.Shapes.Length)
            && tasks.AwaitsOf.All(row => row >= -1 && row < count)
            && tasks.WaitsForOf.All(waitable => waitable >= -1 && waitable < waitables)
            && tasks.Resumptions.All(resumption => resumption is not null && resumption.Row >= 0 && resumption.Row < count);
        for (var i = 1; isWhole && i < count; i++)
        {
            isWhole = tasks.Addresses[i - 1] < tasks.Addresses[i];
        }

        for (var i = 0; isWhole && i < tasks.Further.Length; i++)
        {
            isWhole = tasks.Further[i] is { } further && further.Row >= 0 && further.Row < count && further.Awaits >= 0 && further.Awaits < count
                && tasks.AwaitsOf[further.Row] >= 0 && (i == 0 || tasks.Further[i - 1].Row <= further.Row);
        }

        // Sought by halving: they must be in order.
        for (var i = 0; isWhole && i < tasks.Sources.Length; i++)
        {
            isWhole = tasks.Sources[i] is { TypeName: not null } source && source.Row >= 0 && source.Row < count && (i == 0 || tasks.Sources[i - 1].Row < source.Row);
        }

        for (var i = 0; isWhole && i < tasks.Named.Length; i++)
        {
            isWhole = tasks.Named[i] is { Field: not null } named && named.Row >= 0 && named.Row < count && (i == 0 || tasks.Named[i - 1].Row < named.Row);
        }

        if (!isWhole)
        {
            throw new InvalidDataException("The columns of the tasks do not fit each other.");
        }
    }
}
