using System.Collections.Immutable;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Counts what is queued for the pool by the method that a worker would run.</summary>
internal sealed class QueuedItems(TaskTable tasks, MethodNames methods)
{
    private const int MaxRead = 5_000;
    private const int MaxGroups = 5;

    /// <summary>Fields in which a work item, or a continuation that is one, keeps its delegate.</summary>
    private static readonly string[] s_delegates = [PoolLayout.CallbackField, TimerLayout.CallbackField, ContextLayout.ActionField];

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private int _read;

    /// <summary>True when no more are read: naming each of a million would take longer than it is worth.</summary>
    public bool IsFull => _read >= MaxRead;

    public ImmutableArray<QueuedWork> Largest =>
        [.. _counts.Select(pair => new QueuedWork(pair.Key, pair.Value)).OrderByDescending(work => work.Count).ThenBy(work => work.Method, StringComparer.Ordinal).Take(MaxGroups)];

    /// <summary>Reads the filled slots of a segment of a queue.</summary>
    /// <param name="head">Number of the first filled slot; slots are used in a ring.</param>
    public void AddSlots(ClrArray slots, long head, long count)
    {
        for (var i = 0; i < count && !IsFull && slots.Length > 0; i++)
        {
            var slot = slots.GetStructValue((int)((uint)(head + i) % (uint)slots.Length));
            if (slot.Type?.GetFieldByName(PoolLayout.SlotItemField) is { IsObjectReference: true } field)
            {
                Add(field.ReadObject(slot.Address, interior: true));
            }
        }
    }

    public void Add(ClrObject item)
    {
        if (item is { IsNull: false, Type: not null } && !IsFull)
        {
            _read++;
            var name = NameOf(item);
            _counts[name] = _counts.GetValueOrDefault(name) + 1;
        }
    }

    private string NameOf(ClrObject item)
    {
        if (TaskName(item.Address) is { } task)
        {
            return task;
        }

        if (item.Type!.GetFieldByName(PoolLayout.CallbackStateField) is { IsObjectReference: true } kept
            && TaskName(kept.ReadObject(item.Address, interior: false).Address) is { } resumed)
        {
            return resumed; // an async method that goes on
        }

        foreach (var field in s_delegates)
        {
            if (item.Type.GetFieldByName(field) is { IsObjectReference: true } found && MethodOf(found.ReadObject(item.Address, interior: false)) is { } method)
            {
                return method;
            }
        }

        return CSharpTypeName.Short(item.Type.Name ?? "?");
    }

    private string? TaskName(ulong address) =>
        address != 0 && tasks.Find(address) is >= 0 and var row ? tasks[row].Shape.Name : null;

    private string? MethodOf(ClrObject @delegate) =>
        @delegate is { IsNull: false, Type: not null, IsDelegate: true } && @delegate.AsDelegate().GetDelegateTarget() is { Method: { } method }
            ? methods.NameOf(method).Method
            : null;
}
