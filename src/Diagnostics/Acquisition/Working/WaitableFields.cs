using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Acquisition.Working;

/// <summary>The fields of what is waited for.</summary>
internal static class WaitableFields
{
    public static Waitable Waitable(Wire wire, Waitable? waitable) => new()
    {
        Kind = (WaitableKind)wire.Int((int?)waitable?.Kind),
        Address = wire.Address(waitable?.Address),
        TypeName = wire.Text(waitable?.TypeName),
        Field = wire.MaybeText(waitable?.Field),
        Owner = wire.MaybeInt(waitable?.Owner),
        OwnerHasEnded = wire.Bool(waitable?.OwnerHasEnded),
        OwnerUnknownBecause = wire.MaybeText(waitable?.OwnerUnknownBecause),
        ReadersEnded = wire.Int(waitable?.ReadersEnded),
        Holders = wire.List(waitable?.Holders, Holder),
        Candidates = wire.List(waitable?.Candidates, static (wire, candidate) => new Candidate(
            wire.MaybeInt(candidate?.Thread), wire.MaybeInt(candidate?.Task), wire.Text(candidate?.Through))),
        Suspects = wire.List(waitable?.Suspects, static (wire, suspect) => new LeakSuspect(wire.Text(suspect?.Method), wire.Text(suspect?.How))
        {
            TakenAt = ThreadFields.Line(wire, suspect?.TakenAt),
        }),
        Capacity = wire.MaybeInt(waitable?.Capacity),
        Detail = wire.MaybeText(waitable?.Detail),
    };

    public static LostWaits Lost(Wire wire, LostWaits? lost) => new()
    {
        Waits = wire.List(lost?.Waits, static (wire, wait) => new LostWait(
            wire.MaybeInt(wait?.Thread), wire.MaybeInt(wait?.Top), wire.MaybeInt(wait?.Leaf), wire.MaybeInt(wait?.Waitable))),
        UnknownBecause = wire.MaybeText(lost?.UnknownBecause),
    };

    private static Holder Holder(Wire wire, Holder? holder) => new(
        wire.MaybeInt(holder?.Thread), wire.MaybeInt(holder?.Task), wire.MaybeText(holder?.InferredFrom))
    {
        TakenIn = wire.MaybeText(holder?.TakenIn),
        TakenAt = ThreadFields.Line(wire, holder?.TakenAt),
        Mode = (LockMode?)wire.MaybeInt((int?)holder?.Mode),
    };
}
