using System.Collections.Immutable;
using Unravel.Diagnostics.Acquisition.Capturing;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Tests.Acquisition;

public sealed class NamesakesTests
{
    private static readonly ImmutableArray<Waitable> s_waitables = [Of("AsyncLock._one"), Of("Bank._gate"), Of("AsyncLock._one"), Of(null), Of(null)];

    [Fact]
    public void LocksOfOneName_AreToldApartByWhatHoldsThem() => Assert.Equal(
        ["AsyncLock._one of Room._shelves", "Bank._gate", "AsyncLock._one of Room._cards", null, null],
        Namesakes.TellApart(s_waitables, index => index == 0 ? "Room._shelves" : "Room._cards").Select(waitable => waitable.Field));

    [Fact]
    public void WithoutANameForTheObjectAround_TheNameStays() =>
        Assert.Equal(s_waitables.Select(waitable => waitable.Field), Namesakes.TellApart(s_waitables, _ => null).Select(waitable => waitable.Field));

    [Fact]
    public void OnlyObjectsAroundNamesakes_AreAskedFor() => Assert.Equal([10UL, 12UL], Namesakes.Owners(s_waitables, index => (ulong)(10 + index)));

    [Fact]
    public void StaticField_HasNoObjectAround() => Assert.Empty(Namesakes.Owners(s_waitables, _ => 0));

    private static Waitable Of(string? field) => new() { Kind = WaitableKind.SemaphoreSlim, Address = 1, TypeName = "SemaphoreSlim", Field = field };
}
