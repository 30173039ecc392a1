/** The programs whose tarballs get published. */
declare const PACKERS: readonly ['npm', 'pnpm', 'yarn', 'bun'];
export type PackerName = (typeof PACKERS)[number];
/** What people call the packers. */
declare const PACKER_TITLES: Readonly<Record<PackerName, string>>;
/** A script of package.json that publishing runs before the tarball is made. */
export interface PublishScript {
    readonly name: string;
    /** As package.json has it; hostile. */
    readonly command: string;
    /** Whether it may change what is packed: false for what plainly builds nothing, such as a linter. */
    readonly mayBuild: boolean;
    /** Whether it was run here. */
    readonly ran: boolean;
}
/** How the tarball came about that was looked at: the packer that publishes it, its folder and its scripts. */
export interface Packing {
    readonly packer: PackerName;
    /** `10.34.9`, or `10` where only that much is known; null where nothing is. */
    readonly version: string | null;
    /** Why this one, as a clause: "package.json says so in packageManager". */
    readonly reason: string;
    /**
     * Whose bytes: `own`, the packer itself made the tarball; `same`, made here, and byte for byte what the packer makes;
     * `alike`, made here with the packer's files and manifest, in an archive whose bytes differ.
     */
    readonly bytes: 'own' | 'same' | 'alike';
    /** The folder that is published, relative to the package's own with `/`; empty for the package's own. */
    readonly folder: string;
    /** What decides on the folder, as a clause; null where nothing but the package's own folder was in question. */
    readonly folderReason: string | null;
    /** Whether something else may publish the package, in another way or from another folder; a note says what. */
    readonly isDoubtful?: boolean | undefined;
    /** Scripts that publishing runs before it packs, in their order. */
    readonly scripts: readonly PublishScript[];
}
/**
 * What a package is for, and so whose rules hold: npm's registry, the marketplaces of editors (`.vsix`), Python's index
 * (`.whl` and sdist), Rust's (`.crate`).
 */
export type ArchiveKind = 'npm' | NeighbourKind;
/** Every kind but npm's own. */
declare const NEIGHBOURS: readonly ['vscode', 'wheel', 'sdist', 'crate'];
export type NeighbourKind = (typeof NEIGHBOURS)[number];
/** What the metadata of a package says of its licence. */
export interface StatedLicence {
    /** Whether anybody may take the text under it. */
    readonly open: boolean;
    /** As the metadata has it, cut to a readable length; null if it names none. */
    readonly stated: string | null;
}
/** What a package of another kind than npm's says of itself. Every string in it is hostile. */
export interface NeighbourIdentity {
    readonly kind: NeighbourKind;
    readonly name: string | null;
    readonly version: string | null;
    /** Path of the file that says so, inside the package; null if it is missing. */
    readonly manifestPath: string | null;
    readonly licence: StatedLicence;
    /** What keeps it from being published, as a clause; null where nothing does. */
    readonly isPrivate: string | null;
}
/** Kinds of native binary, told by their first bytes. */
export type BinaryKind = 'ELF' | 'Mach-O' | 'PE' | 'WebAssembly';
/** One file of a release, without its bytes. */
export interface InventoryFile {
    /** Inside the package. */
    readonly path: string;
    /** Bytes. */
    readonly size: number;
    /** git's blob id of the bytes: SHA-1 in hex. Tells what changed; the tarball's integrity is what vouches for it. */
    readonly digest: string;
    /** Only for native binaries. */
    readonly binary?: BinaryKind;
    /** Only for JavaScript with lines longer than `LONG_LINE`. */
    readonly longLines?: LongLines;
}
export interface LongLines {
    /** Bytes of the longest line. */
    readonly longest: number;
    /** Bytes of all long lines together. */
    readonly bytes: number;
}
/** Something that the code of a release can do or reach, and the first file that shows it. */
export interface Capability {
    readonly name: string;
    readonly path: string;
}
/** What the published JavaScript can do, as far as its text tells. Each list is sorted by name, without duplicates. */
export interface Capabilities {
    /** Hosts in URLs that stand as literals in code. */
    readonly hosts: readonly Capability[];
    /** Environment variables that are read by name. */
    readonly environment: readonly Capability[];
    /** Modules of node that start processes, reach the network or the file system, or run code. */
    readonly modules: readonly Capability[];
    /** Ways of running text as code: `eval`, `new Function`, and their kin. */
    readonly dynamicCode: readonly Capability[];
    /** Libraries that report usage or errors to a service. */
    readonly telemetry: readonly Capability[];
    /** Names of feature flags that are asked for. */
    readonly featureFlags: readonly Capability[];
}
/** Original texts in source maps that lie nowhere else in the tarball and are the project's own. */
export interface MapText {
    readonly maps: number;
    readonly files: number;
    readonly lines: number;
    readonly bytes: number;
}
type Named = Readonly<Record<string, string>>;
/** What there is to know of one release to compare it with another. All text in it is hostile. */
export interface Inventory {
    readonly name: string | null;
    readonly version: string | null;
    /** Subresource integrity of the tarball. */
    readonly integrity: string;
    /** Bytes of the tarball. */
    readonly size: number;
    /** Bytes of all files. */
    readonly unpackedSize: number;
    /** In order of path; the last of each path, as npm installs it. */
    readonly files: readonly InventoryFile[];
    readonly mapText: MapText;
    /** What npm runs when the package is installed; a binding.gyp counts as `install: node-gyp rebuild`. */
    readonly installScripts: Named;
    readonly dependencies: Named;
    readonly optionalDependencies: Named;
    readonly peerDependencies: Named;
    /** Command → file. */
    readonly bins: Named;
    readonly engines: Named;
    readonly licence: string | null;
    /** What can be imported: the subpaths of `exports`; null without `exports`, when every file can. */
    readonly entryPoints: readonly string[] | null;
    readonly capabilities: Capabilities;
}
/** Two releases of a package. */
export interface Comparison {
    readonly before: Inventory;
    readonly after: Inventory;
}
/** Bytes from which a line of JavaScript is none that a person wrote. */
declare const LONG_LINE = 1000;
/** A value before and after. */
export interface ValueChange<T> {
    readonly before: T;
    readonly after: T;
}
/** A member of a field of package.json that is not what it was; null where it is not there. */
export interface MemberChange extends ValueChange<string | null> {
    readonly name: string;
}
export interface FileChange {
    readonly path: string;
    /** Bytes; null where there is no such file. */
    readonly before: number | null;
    readonly after: number | null;
}
/** A list that is cut where it is long. */
export interface Listed<T> {
    /** The true number. */
    readonly count: number;
    readonly first: readonly T[];
}
export interface NameChanges {
    readonly added: readonly string[];
    readonly removed: readonly string[];
}
/** What differs between two releases. All text in it is hostile. */
export interface ReleaseChanges {
    /** Bytes of the tarball. */
    readonly size: ValueChange<number>;
    /** Bytes of all files. */
    readonly unpackedSize: ValueChange<number>;
    readonly fileCount: ValueChange<number>;
    readonly files: {
        readonly added: Listed<FileChange>;
        readonly removed: Listed<FileChange>;
        /** Same path, other bytes. */
        readonly changed: Listed<FileChange>;
    };
    readonly mapText: ValueChange<MapText>;
    readonly installScripts: readonly MemberChange[];
    readonly dependencies: readonly MemberChange[];
    readonly optionalDependencies: readonly MemberChange[];
    readonly peerDependencies: readonly MemberChange[];
    readonly bins: readonly MemberChange[];
    readonly engines: readonly MemberChange[];
    /** Null if it is the same. */
    readonly licence: ValueChange<string | null> | null;
    readonly entryPoints: NameChanges;
    readonly capabilities: Readonly<Record<keyof Capabilities, NameChanges>>;
}
/** The release a package was compared with, and what changed since. */
export interface BaselineReport {
    /** Where it was had from; `report`: what an earlier run said of it. */
    readonly source: 'registry' | 'file' | 'report';
    readonly name: string | null;
    readonly version: string | null;
    /** Subresource integrity of its tarball. */
    readonly integrity: string;
    readonly changes: ReleaseChanges;
}
/** How a map lets a reader at text that was not published otherwise. */
export interface ExposedSource {
    /** As a person would call the file: `src/auth.ts`. */
    path: string;
    lines: number;
    bytes: number;
    /** Lines of it that can be read elsewhere in the package; absent for none. */
    readable?: number | undefined;
}
/** What is readable through source maps that would not be otherwise: first-party, not in the tarball, not public. */
export interface Exposure {
    /** Maps of any form in the tarball. */
    maps: number;
    /** Distinct original files exposed, and their lines and UTF-8 bytes that are found nowhere else. */
    files: number;
    lines: number;
    bytes: number;
    /** Lines of these files that can be read elsewhere in the package; absent for none. */
    readable?: number | undefined;
    /** Of these files, those of which nearly all can be read elsewhere; absent for none. */
    remnants?: number | undefined;
    /** Text in maps that counts as not exposed, by reason. */
    elsewhere: {
        dependency: number;
        bundler: number;
        inTarball: number;
        alreadyPublic: number;
    };
    /** The largest folders first: what it was, at a glance. */
    folders: {
        path: string;
        files: number;
        lines: number;
    }[];
    /** First paths, in the map's order. */
    sources: ExposedSource[];
}
/** What no map exposes. */
declare const NO_EXPOSURE: Exposure;
/** What publishing a thing harms, the gravest first: credentials of somebody, data of people, source, … */
declare const HARMS: readonly ['credential', 'people', 'source', 'internals', 'installation', 'tidiness'];
export type Harm = (typeof HARMS)[number];
/** Lines of a file that an edit is about, as a unified diff has them. */
export interface Hunk {
    /** First line in the file as it stands, 1-based; 1 in a file that is not there. */
    line: number;
    /** Each begins with a space (stays), `-` (goes) or `+` (comes). */
    lines: string[];
}
/** All that a plan changes in one file. */
export interface PlanEdit {
    /** Relative to the package's directory, with forward slashes; may begin with `../`. */
    path: string;
    /** The file is not there yet. */
    isNew: boolean;
    hunks: Hunk[];
    /** Fingerprints of the findings that it settles. */
    settles: string[];
    /** It shows in the tarball only when the package has been built again. */
    needsBuild: boolean;
}
/** What a plan leaves, of the findings that block or warn. */
export interface PlanRest {
    fingerprint: string;
    /** Why no edit settles it, as a whole sentence; null where the finding's own fix says all. */
    reason: string | null;
}
/** The edits that a package needs, merged by file, each tried before it is shown. */
export interface Plan {
    edits: PlanEdit[];
    /** Fingerprints of the findings that are gone once the edits are made and what needs it is built again. */
    settles: string[];
    rest: PlanRest[];
    /** Packers by whose lists the edits were tried: `npm 10 and 11`. */
    tried: string[];
    /** Files in the tarball after the edits; null where nothing is left out. */
    fileCount: number | null;
    /** The script that builds anew, where an edit needs it and package.json has one: `build`. */
    buildScript: string | null;
}
/**
 * Why bytes could not be looked at. `limit`: a limit of the configuration was reached. `sealed`: they are encrypted.
 * `no-reader`: they are in a form that no reader here knows. `damaged`: they are in a known form and break its rules.
 * `left-over`: they lie in a container and belong to nothing in it.
 */
declare const UNSEEN_REASONS: readonly ['limit', 'sealed', 'no-reader', 'damaged', 'left-over'];
export type UnseenReason = (typeof UNSEEN_REASONS)[number];
/** What a reason says by itself, as a clause. */
declare const UNSEEN_WORDS: Readonly<Record<UnseenReason, string>>;
/** Bytes that could not be looked at: a state of its own, which no severity, override or suppression reaches. */
export interface Unseen {
    /** Path inside the package; null for what is about the tarball as a whole. May hold hostile text. */
    readonly path: string | null;
    /** Names inward from the path, joined by `!`; null for the file itself. May hold hostile text. */
    readonly layer: string | null;
    readonly reason: UnseenReason;
    /** A clause about the bytes: "it is an encrypted zip member". May hold hostile text. */
    readonly detail: string;
    /** How many; null where nobody can know. */
    readonly bytes: number | null;
    /** `sha256:` and 64 hexadecimal digits, of exactly those bytes; null where they are not available, and so cannot be accepted. */
    readonly digest: string | null;
}
/** Unseen bytes that somebody has answered for in writing. */
export interface AcceptedUnseen {
    readonly unseen: Unseen;
    readonly reason: string;
    /** Last day it holds (UTC), `YYYY-MM-DD`. */
    readonly expires: string;
    readonly by: string | null;
}
export type Severity = 'error' | 'warning' | 'notice' | 'off';
/** A severity that shows. */
export type Level = Exclude<Severity, 'off'>;
export type Profile = 'open-source' | 'proprietary';
/** `error`: the run could not look, or not at everything it was asked for; it blocks like `block`. */
export type Verdict = 'pass' | 'block' | 'error';
export type FailOn = Level | 'never';
declare const LEVELS: readonly Level[];
/**
 * How sure it is that a value is a secret: its check fits or nothing else has its form; form, name and company agree;
 * some of that.
 */
declare const CONFIDENCES: readonly ['sure', 'likely', 'possible'];
export type Confidence = (typeof CONFIDENCES)[number];
/** Position in a file of the repository; lines and columns from 1. */
export interface SourcePosition {
    path: string;
    line: number;
    column: number;
}
/** One place where a finding shows. Lines and columns are 1-based; columns count UTF-16 units. */
export interface ReportPlace {
    /** Path inside the package. */
    path: string;
    /** Names inward from `path`, joined by `!`; null for the file itself. */
    layer: string | null;
    line: number | null;
    column: number | null;
    /** Redacted. */
    evidence: string | null;
    /** The same position in the original source, traced through a source map. */
    original: SourcePosition | null;
}
/** The three parts of a message before its `{name}` values are filled in; reporters encode the values for their channel. */
export interface MessageTemplate {
    what: string;
    why: string;
    fix: string;
}
/** Why the thing is in the tarball. `path` is relative to the package's directory. */
export interface Cause {
    path: string | null;
    line: number | null;
    /** A clause: "`files` names \"dist\"". */
    reason: string;
}
/** An edit that removes the cause. */
export interface Change {
    /** Relative to the package's directory. */
    path: string;
    /** First line of `remove`, or the line before which `add` goes. */
    line: number;
    remove: string[];
    add: string[];
}
/** What another rule says of the same thing. */
export interface AlsoFound {
    rule: string;
    title: string;
    /** With its values filled in, raw: encode before printing. */
    message: string;
    fingerprint: string;
    /** First paths inside the package where it says so. */
    paths: string[];
}
export interface Finding {
    rule: string;
    severity: Level;
    /** Stable over unrelated edits; never derived from a secret's value. */
    fingerprint: string;
    title: string;
    /** `template.what` with its values filled in, raw: encode before printing. */
    message: string;
    template: MessageTemplate;
    data: Record<string, string | number | readonly string[]>;
    /** Of the first place. */
    path: string | null;
    line: number | null;
    column: number | null;
    layer: string | null;
    /** How many places; at least 1. */
    count: number;
    /** The first places, at most `PLACES_KEPT`. */
    places: ReportPlace[];
    evidence: string | null;
    original: SourcePosition | null;
    cause: Cause | null;
    /** `template.fix` with its values filled in, raw. */
    fix: string;
    change: Change | null;
    /** What other rules say of the same thing; setting this finding aside sets them aside. */
    also: AlsoFound[];
    /** How many more findings say the same of other files; their places are among the places. */
    similar: number;
    docs: string;
    /** What publishing it harms; left out by reports of earlier versions. */
    harm?: Harm | undefined;
    /** Where it is about a secret; left out by reports of earlier versions. */
    confidence?: Confidence | undefined;
    /** Whether it is the account of what source is exposed. */
    exposes?: true | undefined;
}
/** Places listed for one finding; `count` has the true number. */
declare const PLACES_KEPT = 2000;
/** What takes how much room in the tarball, unpacked. */
export interface Contents {
    /** Every file counts in one of these, the nearest above it; '' is the root. The largest first. */
    folders: {
        path: string;
        files: number;
        bytes: number;
    }[];
    /** The largest files. */
    files: {
        path: string;
        bytes: number;
    }[];
}
export interface TarballReport {
    /** Where the scanned file lies, or null if it is gone. */
    path: string | null;
    /** Name that npm gave it. */
    filename: string;
    integrity: string;
    shasum: string;
    sha256: string;
    size: number;
    unpackedSize: number;
    fileCount: number;
}
export interface SuppressedFinding {
    finding: Finding;
    reason: string;
    expires: string | null;
    by: string | null;
}
/** Files of the tarball that are in it for one reason. */
export interface Presence {
    cause: Cause;
    files: number;
    /** Positions in the inventory's files, from 0: the first and the last of each run. */
    ranges: [number, number][];
}
export interface PackageReport {
    name: string | null;
    version: string | null;
    /** What it is, where it is no npm package; absent for one. */
    kind?: NeighbourKind | undefined;
    target: string;
    verdict: Verdict;
    /** From which severity on a finding blocks this package. */
    failOn: FailOn;
    profile: Profile;
    /** A clause: "the licence is MIT, an open one". */
    profileReason: string;
    /** SHA-256 of the configuration that held for it, in hex; null if it could not be judged. */
    configuration: string | null;
    tarball: TarballReport | null;
    /** How it was packed; null for a tarball that was handed over and a published version. */
    packer: Packing | null;
    /** Whether the registry has this version already. */
    alreadyPublished: boolean;
    /** Its package.json says "private": true, so that nobody can publish it; absent for every other. */
    isPrivate?: true | undefined;
    /** What is in the tarball, for comparing it with other releases; null if it could not be read. */
    inventory: Inventory | null;
    /** Why each file of the inventory is there, the commonest reason first; left out where the package's folder is not known. */
    presence?: Presence[] | undefined;
    /** What it was compared with, and what changed; null if there was nothing to compare with. */
    baseline: BaselineReport | null;
    contents: Contents;
    exposure: Exposure;
    findings: Finding[];
    /** The edits that end what blocks or warns; null where there are none to make, or nobody knows the package's folder. */
    plan: Plan | null;
    suppressed: SuppressedFinding[];
    /** What prevented looking; each a whole sentence with what to do. Any makes the verdict `error`. */
    errors: string[];
    /** What could not be looked at; any blocks, whatever the severities say. */
    unseen: Unseen[];
    /** What could not be looked at either, and was accepted in writing. */
    accepted: AcceptedUnseen[];
    /** What a change to nothing but the gate's own files sets aside; null for every other change. */
    gateChange: GateChange | null;
    /** What the reader should know about how it was made: "pack scripts were not run". */
    notes: string[];
}
/** A change to the gate alone: it ships what its base ships, and its review is all that protects. */
export interface GateChange {
    /** What it changes, relative to the repository's root. */
    files: string[];
    /** Why the base's own files say nothing; null where they do. */
    wrongAtBase: string | null;
    /** What blocks at the base, and no longer under the changed files. */
    setAside: {
        /** Null for content that could not be looked at. */
        rule: string | null;
        path: string | null;
        fingerprint: string | null;
        /** Day (`YYYY-MM-DD`) from which the base has it, or from which at least; null where the clone does not tell. */
        since: string | null;
        exact: boolean;
    }[];
}
export interface Report {
    schemaVersion: 2;
    tool: {
        name: 'seaworthy';
        version: string;
    };
    verdict: Verdict;
    /** The strictest of the packages'. */
    failOn: FailOn;
    /** Of all packages if they agree, else null. */
    profile: Profile | null;
    policy: {
        source: string;
        digest: string;
    } | null;
    packages: PackageReport[];
    /** What went wrong before any package: a config that cannot be read, a pattern that matches nothing. */
    errors: string[];
    /** Milliseconds. */
    timing: {
        total: number;
        pack: number;
        scan: number;
    };
    /** Which part of a run that was dealt out this is, and all targets of that run; null for a whole one. */
    shard: {
        index: number;
        count: number;
        targets: string[];
        /** That the run is about; null or left out where nobody knows. */
        commit?: string | null | undefined;
        /** SHA-256 of the configuration that held for the run's folder; null or left out where it is not known. */
        configuration?: string | null | undefined;
    } | null;
}
/** What to check, and how. Everything has a default; `check()` looks at the package in the working folder. */
export interface CheckOptions {
    /** Package folders, `.tgz` files (`.vsix`, `.whl`, `.crate` and sdists too), `name@version`; default `['.']`. */
    readonly targets?: readonly string[];
    /** What relative paths start from; default the process's working folder. */
    readonly directory?: string;
    /** Whether each target stands for its workspaces. */
    readonly workspaces?: boolean;
    /** Looks at one part of the targets, as the jobs of a matrix do; `mergeReports` puts the parts together. */
    readonly shard?: {
        readonly index: number;
        readonly count: number;
    };
    /** Packages that are looked at at a time, each in a thread; default one a processor, where it pays. */
    readonly threads?: number;
    /** Default: by the licence. */
    readonly profile?: Profile;
    /** The mildest severity that blocks; default as configured, else `error`. */
    readonly failOn?: FailOn;
    /** Instead of the configuration that is found beside the package. */
    readonly configFile?: string;
    /** The organisation's policy, a path. */
    readonly policyFile?: string;
    /** What to compare with: a dist-tag, a version, a `.tgz`, an earlier report, or `none`; default the latest release. */
    readonly baseline?: string;
    /** A folder that outlives the run, where tarballs of earlier releases are kept by their digest; default none. */
    readonly cacheFolder?: string;
    /** Whether the scripts run that publishing runs; default no. */
    readonly runScripts?: boolean;
    /** The git tag under release, without `refs/tags/`: the version is held against it. Default: none. */
    readonly releaseTag?: string;
    /** Whose tarball is published; default by the evidence. */
    readonly packer?: PackerName;
    /**
     * A folder for the packed tarballs, which stay there; the report says where. Left out: a temporary one, which is
     * removed.
     */
    readonly tarballFolder?: string;
    /** Told what is going on, in a few words. May hold text from the package: encode before printing. */
    readonly onProgress?: (event: {
        readonly message: string;
    }) => void;
    /** Gives the check up at its next step. */
    readonly signal?: AbortSignal;
}
/** How to publish what passes. */
export interface PublishingOptions extends CheckOptions {
    /** Whether the scripts run that publishing runs; default yes, as `npm publish` does. */
    readonly runScripts?: boolean;
    /** The dist-tag; default npm's, `latest`. */
    readonly tag?: string;
    readonly access?: 'public' | 'restricted';
    /** A one-time password. */
    readonly otp?: string;
    /** Whether npm signs where it was built. */
    readonly provenance?: boolean;
    /** Publishes into the registry's stage, where a maintainer approves it. */
    readonly stage?: boolean;
    /** Does everything but publish. */
    readonly dryRun?: boolean;
    /** Where npm's settings and tokens are read from; default the process's environment. */
    readonly environment?: Readonly<Record<string, string | undefined>>;
}
/** A form in which a report can be shown. */
export type ReportFormat = 'terminal' | 'json' | 'markdown' | 'html' | 'sarif' | 'junit' | 'gitlab' | 'ndjson' | 'predicate';
/** What a form of a report needs to know of where it goes. */
export interface RenderOptions {
    /** Whether the terminal page has colours; default no. */
    readonly color?: boolean;
    /** Columns of the terminal page; default 100. */
    readonly width?: number;
    /** Whether the terminal page says only what must be said; default no. */
    readonly quiet?: boolean;
}
/** What there is to know of a rule. */
export interface RuleExplanation {
    /** `category/name`. */
    readonly id: string;
    readonly title: string;
    /** One paragraph: why anybody should care. */
    readonly why: string;
    /** One paragraph: the usual remedy. */
    readonly fix: string;
    /** Default severities. */
    readonly severity: Readonly<Record<Profile, Severity>>;
    /** What it can say, by the id of the message; values stand in braces. */
    readonly messages: Readonly<Record<string, string>>;
    /** Its page. */
    readonly docs: string;
}
/** What became of one package of a release. */
export interface ReleasedPackage {
    readonly name: string;
    readonly version: string;
    /** Subresource integrity; null for one that was out before. */
    readonly integrity: string | null;
    /** `already-out`: the registry has the version, so it was left out. `waiting`: one before it failed. */
    readonly outcome: 'published' | 'staged' | 'dry-run' | 'already-out' | 'failed' | 'waiting';
    /** Whether the registry names the integrity that was judged; null where it was not asked or did not say. */
    readonly confirmed: boolean | null;
}
export interface Release {
    /** `held`: something does not pass, and nothing was published. */
    readonly outcome: 'done' | 'held' | 'failed';
    /** Null where every version is out already. */
    readonly report: Report | null;
    readonly packages: readonly ReleasedPackage[];
}
/** A report and what it is called, for the sentences that tell of it. */
export interface NamedReport {
    /** A file, an artifact. */
    readonly name: string;
    readonly report: Report;
}
/**
 * Seaworthy as a library: what the command line does, as functions. Nothing is printed, no process handler is set, and
 * everything is loaded when it is first asked for.
 */
/**
 * Packs each target as publishing would, opens the tarball, judges it, and returns the report.
 * @throws Error with a whole sentence when nothing can be judged at all; the signal's reason when it was given up
 */
export declare function check(options?: CheckOptions): Promise<Report>;
/**
 * Packs, judges all, and only if every package passes publishes exactly the judged files, each after those it depends on.
 * @throws Error with a whole sentence when nothing can be judged or npm cannot be started
 */
export declare function publish(options?: PublishingOptions): Promise<Release>;
/** Explains a built-in rule by its id, or all of them; empty where there is no such rule. */
export declare function explain(rule?: string): Promise<RuleExplanation[]>;
/** Shows a report in one of the formats of the command line. */
export declare function render(report: Report, format: ReportFormat, options?: RenderOptions): Promise<string>;
/**
 * Several reports as one, with every verdict worked out again. Of a run that was dealt out by `shard`, all parts must be
 * there: what nobody looked at is an error of the report.
 */
export declare function mergeReports(reports: readonly NamedReport[]): Promise<Report>;
export {};
