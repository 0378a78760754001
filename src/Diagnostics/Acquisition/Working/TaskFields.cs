using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition.Working;

/// <summary>The fields of the table of tasks.</summary>
internal static class TaskFields
{
    public static TaskTable Table(Wire wire, TaskTable? table)
    {
        var isAhead = wire.Bool(table is not null && wire.Ahead is { } sent && sent.HasColumnsOf(table));
        return Rest(wire, table, isAhead ? wire.Ahead ?? throw Wire.Broken() : Columns(wire, table));
    }

    /// <summary>What there is of each task, and no more.</summary>
    public static TaskTable Columns(Wire wire, TaskTable? table) => new()
    {
        Addresses = wire.Column(table?.Addresses),
        ShapeOf = wire.Column(table?.ShapeOf),
        StateOf = wire.Column(table?.StateOf),
        AwaitsOf = wire.Column(table?.AwaitsOf),
        WaitsForOf = wire.Column(table?.WaitsForOf),
        StatusOf = wire.Column(table?.StatusOf),
        MillisecondsLeftOf = wire.Column(table?.MillisecondsLeftOf),
    };

    private static TaskTable Rest(Wire wire, TaskTable? table, TaskTable columns) => columns with
    {
        Shapes = wire.List(table?.Shapes, Shape),
        Resumptions = wire.List(table?.Resumptions, static (wire, resumption) => new TaskResumption(
            wire.Int(resumption?.Row), wire.Address(resumption?.Context), wire.Bool(resumption?.IsPosted))),
        Further = wire.List(table?.Further, static (wire, further) => new FurtherAwait(wire.Int(further?.Row), wire.Int(further?.Awaits))),
        Sources = wire.List(table?.Sources, static (wire, source) => new AwaitedSource(wire.Int(source?.Row), wire.Text(source?.TypeName))
        {
            Name = wire.MaybeText(source?.Name),
        }),
        Named = wire.List(table?.Named, static (wire, named) => new NamedPromise(wire.Int(named?.Row), wire.Text(named?.Field))),
    };

    private static TaskShape Shape(Wire wire, TaskShape? shape) => new(wire.Text(shape?.Name), (TaskKind)wire.Int((int?)shape?.Kind))
    {
        Namespace = wire.MaybeText(shape?.Namespace),
        IsFramework = wire.Bool(shape?.IsFramework),
        AwaitLines = wire.List(shape?.AwaitLines, ThreadFields.Line),
    };
}
